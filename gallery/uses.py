"""Where pictures are shown, and what each place says of them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import QuerySet
from wagtail.fields import StreamField
from wagtail.models import Page, get_page_models

from core.models import ContentPage, ContentReference
from core.openness import open_pages
from media.models import ContentImage


def open_uses() -> QuerySet[ContentReference]:
    """The places that everybody may see: in the published form of an open page."""
    kinds = ContentType.objects
    return ContentReference.objects.filter(
        target_type=kinds.get_for_model(ContentImage),
        source_type=kinds.get_for_model(Page),
        is_draft=False,
        source_id__in=open_pages(Page.objects.all()).values("pk"),
    )


def open_pages_of(image: int) -> QuerySet[Page]:
    """The open pages that show a picture, by title."""
    shown_in = open_uses().filter(target_id=image).values("source_id")
    return Page.objects.filter(pk__in=shown_in).select_related("content_type").order_by("title")


def said_of(image: int, pages: Iterable[Page]) -> str:
    """The first alternative text that these pages give to a picture."""
    alternatives = said_of_pictures({page.pk: page.content_type_id for page in pages})
    return next(iter(alternatives.get(image, ())), "")


def said_of_pictures(types: Mapping[int, int]) -> dict[int, list[str]]:
    """The alternative texts that these pages give to each picture. `types` says the content type of each page."""
    alternatives: dict[int, list[str]] = defaultdict(list)
    for model, pks in _by_model(types).items():
        for image, words in _said_in(model, pks):
            if words and words not in alternatives[image]:
                alternatives[image].append(words)
    return alternatives


def _by_model(types: Mapping[int, int]) -> dict[type[Page], list[int]]:
    found: dict[type[Page], list[int]] = defaultdict(list)
    for pk, kind in types.items():
        model = ContentType.objects.get_for_id(kind).model_class()
        if model is not None and issubclass(model, Page):
            found[model].append(pk)
    return found


def _said_in(model: type[Page], pks: list[int]) -> Iterator[tuple[int, str]]:
    own = [field for field in model._meta.concrete_fields if field.model is not Page]
    streams = [field.name for field in own if isinstance(field, StreamField)]
    names = {field.name for field in own}
    # A field `…_image` has its words beside it, in `…_alternative`.
    pairs = [
        (field.attname, words)
        for field in own
        if isinstance(field, models.ForeignKey) and field.related_model is ContentImage
        if (words := field.name.replace("image", "alternative")) != field.name and words in names
    ]
    columns = [*streams, *(column for pair in pairs for column in pair)]
    if not columns:
        return
    for row in model.objects.filter(pk__in=pks).values(*columns):
        for image, words in pairs:
            if row[image]:
                yield row[image], row[words]
        for stream in streams:
            yield from _said_in_blocks(getattr(row[stream], "raw_data", ()))


def _said_in_blocks(value: Any) -> Iterator[tuple[int, str]]:
    """A described picture, wherever it stands in the raw data of a stream (see `media.blocks.DescribedPicture`)."""
    if isinstance(value, dict):
        image = value.get("image")
        if isinstance(image, int):
            yield image, str(value.get("alternative") or "")
        for one in value.values():
            yield from _said_in_blocks(one)
    elif not isinstance(value, str | bytes) and hasattr(value, "__iter__"):
        for one in value:
            yield from _said_in_blocks(one)


def themes_of(pages: Iterable[int]) -> dict[int, list[tuple[str, str]]]:
    """The themes of pages: slug and name, in the editors' order. One query for all the kinds of page."""
    pks = list(pages)
    queries = []
    for model in get_page_models():
        if issubclass(model, ContentPage):
            through: Any = model._meta.get_field("themes").remote_field.through
            owner = f"{model._meta.model_name}_id"
            rows = through.objects.filter(**{f"{owner}__in": pks})
            queries.append(rows.values_list(owner, "theme__order", "theme__name", "theme__slug"))
    found: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for page, _order, name, slug in sorted(queries[0].union(*queries[1:], all=True)) if queries else ():
        found[page].append((slug, name))
    return found
