"""
The sizes and formats of images that pages show, made when a page is published.

A visitor's request never makes an image: what exists is shown, and until the worker has passed, the original.
"""

import logging
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import models, transaction
from django_tasks import task
from wagtail.blocks import StreamValue, StructValue
from wagtail.blocks.list_block import ListValue
from wagtail.fields import StreamField
from wagtail.images.models import AbstractImage, Filter

WIDTHS = (400, 800)
logger = logging.getLogger(__name__)

# From the lightest to the one that every browser reads; qualities that keep a capture of 800 px near 30 kB.
FORMATS = {"avif": "avifquality-50", "webp": "webpquality-70", "jpeg": "jpegquality-72"}


# What lists of pictures show, written in their page: light enough for a dozen of them.
THUMBNAIL = "max-240x200|format-webp|webpquality-55"


def thumbnail() -> Filter:
    return Filter(THUMBNAIL)


def filters() -> dict[tuple[str, int], Filter]:
    return {
        (kind, width): Filter(f"width-{width}|format-{kind}|{quality}")
        for kind, quality in FORMATS.items()
        for width in WIDTHS
    }


def make_renditions(page: models.Model) -> int:
    """
    Makes what is missing for all the images that a page or a snippet shows; says for how many images.

    One by one: a picture that cannot be made smaller is shown as it is, and the others do not wait for it.
    """
    images = {image.pk: image for image in images_of(page)}
    return sum(_make_all(image) for image in images.values())


def _make_all(image: AbstractImage) -> bool:
    made = [_make(image, wanted) for wanted in (*filters().values(), thumbnail())] if not image.is_svg() else []
    return all(made)


def _make(image: AbstractImage, wanted: Filter) -> bool:
    try:
        image.get_rendition(wanted)
    except Exception:
        # Decoders and encoders raise almost anything; what matters is which picture, for whoever looks for it.
        logger.exception("The image %s could not be made in “%s”: its file is shown as it is.", image.pk, wanted.spec)
        return False
    return True


def images_of(page: models.Model) -> Iterator[AbstractImage]:
    """Every image that a page holds, by a field of its own or inside its blocks."""
    for field in page._meta.concrete_fields:
        if isinstance(field, StreamField):
            yield from _images_in(getattr(page, field.attname))
        elif isinstance(field, models.ForeignKey) and issubclass(field.related_model, AbstractImage):
            image = getattr(page, field.name)
            if image is not None:
                yield image


def _images_in(value: Any) -> Iterator[AbstractImage]:
    if isinstance(value, AbstractImage):
        yield value
    elif isinstance(value, StructValue):
        for child in value.values():
            yield from _images_in(child)
    elif isinstance(value, StreamValue | ListValue):
        for child in value:
            yield from _images_in(child.value if isinstance(child, StreamValue.StreamChild) else child)


def make_after_commit(page: models.Model) -> None:
    """Asks the worker for the renditions of a page that was just saved live, if it shows an image."""
    if next(images_of(page), None) is not None:
        transaction.on_commit(lambda: make_renditions_of.enqueue(page._meta.label_lower, str(page.pk)))


@task()
def make_renditions_of(label: str, pk: str) -> int:
    page = apps.get_model(label)._default_manager.filter(pk=pk).first()
    return make_renditions(page) if page is not None else 0
