"""Puts a text at its place in a page (`passages.py`), by the rules of the field or the block there. Saves nothing."""

from collections.abc import Callable
from functools import partial
from typing import Any

from wagtail import blocks
from wagtail.blocks.list_block import ListValue
from wagtail.blocks.stream_block import StreamValue
from wagtail.models import Page

from text.fields import MarkdownField
from text.markdown_limits import check_source

from .passages import texts

# How a text is cleaned at a place, and how what came out is put there.
Target = tuple[Callable[[str], Any], Callable[[Any], None]]


class NoSuchPlaceError(Exception):
    """The page no longer has this text."""


def text_at(page: Page, place: str) -> str:
    """The whole text of a place; raises `NoSuchPlaceError`."""
    for passage in texts(page):
        if passage.place == place:
            return passage.text
    raise NoSuchPlaceError(place)


def check_text(page: Page, place: str, text: str) -> None:
    """Raises `ValidationError` when this place takes no such text, `NoSuchPlaceError` when there is none."""
    clean, _put = _target(page, place)
    clean(text)


def put_text(page: Page, place: str, text: str) -> None:
    """Raises the same, and then changes nothing."""
    clean, put = _target(page, place)
    put(clean(text))


def _target(page: Page, place: str) -> Target:
    text_at(page, place)
    name, *steps = place.split(".")
    if steps:
        return _inside(getattr(page, name), steps)
    field = page._meta.get_field(name)

    def clean(text: str) -> Any:
        if isinstance(field, MarkdownField):
            check_source(text)
        return field.clean(text, page)

    return clean, partial(setattr, page, name)


def _inside(holder: Any, steps: list[str]) -> Target:
    step, *rest = steps
    if isinstance(holder, blocks.StructValue):
        if rest:
            return _inside(holder[step], rest)
        return holder.block.child_blocks[step].clean, partial(holder.__setitem__, step)
    child = next(child for child in _children(holder) if child.id == step)
    return _inside(child.value, rest) if rest else (child.block.clean, partial(setattr, child, "value"))


def _children(holder: StreamValue | ListValue) -> list[Any]:
    return list(holder.bound_blocks) if isinstance(holder, ListValue) else list(holder)
