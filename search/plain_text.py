"""The plain text of a page, for its index: what readers read, without marks."""

import re
from collections.abc import Iterable

from django.db import models
from wagtail.fields import StreamField

from text.fields import KeptHtmlField, MarkdownField

LINK_TARGET = re.compile(r"\]\([^)\s]{0,500}\)")
INLINE_MARKS = re.compile(r"[*`\[\]~]+|(?<!\w)_+|_+(?!\w)")
LINE_MARKS = re.compile(r"[#>|]+")
SPACES = re.compile(r"\s+")


def without_marks(markdown: str) -> str:
    """Markdown without its marks and addresses, on one line. Linear."""
    return SPACES.sub(" ", _words(markdown)).strip()


def paragraphs_of(markdown: str) -> str:
    """The same, a line of the source being a line: that is where an answer begins and ends. Linear."""
    return SPACES.sub(lambda found: "\n" if "\n" in found[0] else " ", _words(markdown)).strip()


def _words(markdown: str) -> str:
    return LINE_MARKS.sub(" ", INLINE_MARKS.sub("", LINK_TARGET.sub("]", markdown)))


def text_of(instance: models.Model, skipped: Iterable[str] = ()) -> str:
    """All the running text of an object, in the order of its fields: Markdown and StreamFields, nothing else."""
    parts = [
        part for field in instance._meta.get_fields() if field.name not in skipped for part in _parts(instance, field)
    ]
    return paragraphs_of("\n".join(part for part in parts if part))


def _parts(instance: models.Model, field: object) -> list[str]:
    if isinstance(field, MarkdownField) and not isinstance(field, KeptHtmlField):
        return [getattr(instance, field.name)]
    if isinstance(field, StreamField):
        return [str(part) for part in field.get_searchable_content(getattr(instance, field.name))]
    return []
