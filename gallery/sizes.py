"""The files of a picture that one may take away."""

from collections.abc import Iterator
from dataclasses import dataclass

from wagtail.images.models import AbstractImage, AbstractRendition

from media.models import ContentImage
from media.renditions import filters


@dataclass(frozen=True)
class Download:
    url: str
    kind: str
    width: int
    height: int
    weight: int
    is_original: bool = False


def downloads(image: ContentImage) -> list[Download]:
    """From the smallest; the original last. What the worker has not made yet, or what is lost, is left out."""
    return [*_made(image), *_download(image, is_original=True)]


def _made(image: ContentImage) -> Iterator[Download]:
    if image.is_svg():
        return
    wanted = {key: made for (kind, _width), made in filters().items() if kind == "jpeg" for key in [made]}
    found = image.find_existing_renditions(*wanted)
    by_width = {rendition.width: rendition for rendition in found.values() if rendition.width < image.width}
    for width in sorted(by_width):
        yield from _download(by_width[width])


def _download(made: AbstractImage | AbstractRendition, *, is_original: bool = False) -> Iterator[Download]:
    kind = made.file.name.rpartition(".")[2].upper()
    try:
        yield Download(made.file.url, kind, made.width, made.height, made.file.size, is_original)
    except OSError:
        return
