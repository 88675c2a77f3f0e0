"""What is written in the page from the files of images: schemas as drawings, small pictures as data."""

from base64 import b64encode
from dataclasses import dataclass, field
from functools import lru_cache

from django.core.exceptions import ValidationError
from django.utils.safestring import SafeString, mark_safe
from wagtail.images.models import AbstractImage, AbstractRendition

from media.svg import drawn_inline


@dataclass(frozen=True)
class _Schema:
    """A file by its name: two images are the same schema when their files are."""

    name: str
    prefix: str
    alternative: str
    image: AbstractImage = field(compare=False)


def inline_svg(image: AbstractImage, alternative: str) -> SafeString:
    """The drawing of an SVG image, or nothing where it must stay an `<img>`."""
    return mark_safe(_drawing(_Schema(image.file.name, f"s{image.pk}-", alternative, image)))


@lru_cache(maxsize=200)
def _drawing(schema: _Schema) -> str:
    # A stored file never changes under its name, so its drawing may be kept.
    try:
        with schema.image.file.storage.open(schema.name, "rb") as file:
            return drawn_inline(file.read(), schema.prefix, schema.alternative)
    except (ValidationError, OSError):
        return ""


@dataclass(frozen=True)
class _Small:
    name: str
    rendition: AbstractRendition = field(compare=False)


def inline_file(rendition: AbstractRendition) -> str:
    """The address that holds a small WebP itself, or nothing where its file is lost."""
    return _written(_Small(rendition.file.name, rendition))


@lru_cache(maxsize=500)
def _written(small: _Small) -> str:
    # A stored file never changes under its name, so its bytes may be kept.
    try:
        with small.rendition.file.storage.open(small.name, "rb") as file:
            return f"data:image/webp;base64,{b64encode(file.read()).decode('ascii')}"
    except OSError:
        return ""
