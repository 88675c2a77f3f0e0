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
    """Markdown without its marks and addresses. Linear."""
    words = INLINE_MARKS.sub("", LINK_TARGET.sub("]", markdown))
    return SPACES.sub(" ", LINE_MARKS.sub(" ", words)).strip()


def text_of(instance: models.Model, skipped: Iterable[str] = ()) -> str:
    """All the running text of an object, in the order of its fields: Markdown and StreamFields, nothing else."""
    parts = [
        part for field in instance._meta.get_fields() if field.name not in skipped for part in _parts(instance, field)
    ]
    return without_marks("\n".join(part for part in parts if part))


def _parts(instance: models.Model, field: object) -> list[str]:
    if isinstance(field, MarkdownField) and not isinstance(field, KeptHtmlField):
        return [getattr(instance, field.name)]
    if isinstance(field, StreamField):
        return [str(part) for part in field.get_searchable_content(getattr(instance, field.name))]
    return []
