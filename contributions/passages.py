"""
The words of a page, one text after another, each with a place that stays: what a reader points at, what two versions
of a page are compared by.

A place is the name of a field, then the ids of its blocks and the names of their parts, then the rank of a paragraph:
`summary`, `body.3f2a….text~2`.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.text import capfirst
from wagtail import blocks
from wagtail.blocks.list_block import ListValue
from wagtail.blocks.stream_block import StreamValue
from wagtail.fields import StreamField
from wagtail.models import Page

from text.blocks import MarkdownText
from text.fields import KeptHtmlField, MarkdownField
from text.markdown_dialect import block_parser

# Words about a page rather than of it: its address, its credits, its identity.
NOT_THE_TEXT = {"authors", "source_title", "source_url", "changes", "sources", "checked_with", "code", "licence"}


@dataclass(frozen=True)
class Passage:
    """One text of a page. `part` is the field that holds it, in the words of the screen."""

    place: str
    part: str
    text: str
    is_markdown: bool = False

    @property
    def key(self) -> str:
        """Its place and its words in short: another text at the same place has another key."""
        return f"{self.place}|{hashlib.sha256(self.text.encode()).hexdigest()[:12]}"


def texts(page: Page) -> Iterator[Passage]:
    """Every text of a page that is not empty, whole, in the order of its fields."""
    for field in page._meta.concrete_fields:
        if _holds_text(field):
            part = capfirst(str(field.verbose_name))
            for place, text, is_markdown in _texts_of(field, getattr(page, field.attname)):
                if text.strip():
                    yield Passage(place, part, text, is_markdown)


def passages(page: Page) -> list[Passage]:
    """The same, with each paragraph of Markdown (a list, a table, a quotation is one) apart."""
    return [piece for whole in texts(page) for piece in _pieces(whole)]


def paragraphs(markdown: str) -> list[tuple[int, int]]:
    """Where each block of a Markdown text begins and ends, the empty lines around it left out."""
    starts = [0]
    for line in markdown.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    lines = [token.map for token in block_parser().parse(markdown) if token.level == 0 and token.map]
    return [_trimmed(markdown, starts[first], starts[last] - 1) for first, last in lines]


def with_passage(whole: str, place: str, text: str) -> str:
    """A whole text in which the passage of a place says `text`."""
    _field, _tilde, rank = place.partition("~")
    if not rank:
        return text
    start, end = paragraphs(whole)[int(rank) - 1]
    return whole[:start] + text + whole[end:]


def place_of_text(place: str) -> str:
    """The place of the whole text in which a passage stands."""
    return place.partition("~")[0]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip("\n")), end - len(piece) + len(piece.rstrip("\n"))


def _pieces(whole: Passage) -> Iterator[Passage]:
    found = paragraphs(whole.text) if whole.is_markdown else []
    if len(found) < 2:
        yield whole
        return
    for rank, (start, end) in enumerate(found, start=1):
        yield Passage(f"{whole.place}~{rank}", whole.part, whole.text[start:end], is_markdown=True)


def _holds_text(field: models.Field[Any, Any]) -> bool:
    if field.model is Page:
        return field.name == "title"
    if isinstance(field, StreamField):
        return field.name not in NOT_THE_TEXT
    is_words = isinstance(field, models.CharField | models.TextField) and not isinstance(
        field, KeptHtmlField | models.URLField
    )
    return is_words and field.editable and not field.choices and field.name not in NOT_THE_TEXT


def _texts_of(field: models.Field[Any, Any], value: Any) -> Iterator[tuple[str, str, bool]]:
    if isinstance(field, StreamField):
        yield from _texts_in(field.name, field.stream_block, value)
    else:
        yield field.name, str(value or ""), isinstance(field, MarkdownField)


def _with_words(value: StreamValue) -> Iterator[StreamValue.StreamChild]:
    """The blocks of a stream, save those that only point at another content: to open one asks the database for all."""
    for rank, raw in enumerate(value.raw_data):
        if not isinstance(value.stream_block.child_blocks.get(raw["type"]), blocks.ChooserBlock):
            yield value[rank]


def _texts_in(place: str, block: blocks.Block, value: Any) -> Iterator[tuple[str, str, bool]]:
    if isinstance(value, MarkdownText):
        yield place, value.text, True
    elif isinstance(value, StreamValue):
        for child in _with_words(value):
            yield from _texts_in(f"{place}.{child.id}", child.block, child.value)
    elif isinstance(value, ListValue):
        for item in value.bound_blocks:
            yield from _texts_in(f"{place}.{item.id}", item.block, item.value)
    elif isinstance(value, blocks.StructValue):
        for name, child in value.block.child_blocks.items():
            yield from _texts_in(f"{place}.{name}", child, value.get(name))
    elif isinstance(block, blocks.CharBlock | blocks.TextBlock):
        yield place, str(value or ""), False
