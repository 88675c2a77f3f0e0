"""
What a Markdown text may hold, told before it is rendered.

The parser takes a time that grows with the text. The limits bound its constant: together they keep the worst accepted
text under 0.2 s of processor, which `tests/text/test_markdown.py` measures, and they are far above what a real text
needs. Each says what is too much, and at which line.
"""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from markdown_it.token import Token

from text.markdown_dialect import block_parser

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

MAX_LENGTH = 20_000
MAX_LINES = 1_000
MAX_MARKS = 3_000
MAX_NESTING = 6
MAX_OPEN_BRACKETS = 20

_MARKS = re.compile(r"\*+|_+|[`<&|\[\\]")
_BRACKET = re.compile(r"[\[\]]|\n[ \t]*\n")
_CONTAINERS = {"bullet_list", "ordered_list", "blockquote"}


def check_source(text: str) -> None:
    """Raises `ValidationError` for a text of more than 20,000 characters, or that would take too long to render."""
    excess = next(_excesses(text), None) or _nesting_excess(block_parser().parse(text))
    if excess:
        raise ValidationError(excess, code="too_costly")


def is_too_costly(text: str) -> bool:
    """Whether a text is refused before it is parsed. What is too nested is known after."""
    return next(_excesses(text), None) is not None


def is_too_nested(tokens: Sequence[Token]) -> bool:
    return _nesting_excess(tokens) is not None


def _excesses(text: str) -> Iterator["_StrPromise | str"]:
    if len(text) > MAX_LENGTH:
        yield _("This text has more than 20,000 characters. Please divide it.")
    if text.count("\n") > MAX_LINES:
        yield _("This text has more than 1,000 lines. Please divide it.")
    if len(_MARKS.findall(text)) > MAX_MARKS:
        yield _("This text has more than 3,000 marks such as *, _, ` or |. Please divide it.")
    if place := _open_bracket(text):
        line = text.count("\n", 0, place) + 1
        yield _("Line %(line)d: more than 20 square brackets are opened and not closed.") % {"line": line}


def _nesting_excess(tokens: Sequence[Token]) -> "str | None":
    depth = 0
    for token in tokens:
        name, _sep, side = token.type.rpartition("_")
        if name not in _CONTAINERS:
            continue
        depth += 1 if side == "open" else -1
        if depth > MAX_NESTING:
            line = (token.map or [0])[0] + 1
            return _("Line %(line)d: lists and quotations may be nested six times at most.") % {"line": line}
    return None


def _open_bracket(text: str) -> int | None:
    """Where one bracket too many opens in a paragraph."""
    depth = 0
    for mark in _BRACKET.finditer(text):
        depth = depth + 1 if mark[0] == "[" else max(0, depth - 1) if mark[0] == "]" else 0
        if depth > MAX_OPEN_BRACKETS:
            return mark.end()
    return None
