"""
What a Markdown text may hold, told in one pass before it is rendered.

Python-Markdown takes a time that grows with the square of some things (10,000 `[` take more than 25 s). Each limit
is far above what a real text needs; together they keep the worst accepted text under 0.2 s of processor, which
`tests/core/test_markdown.py` measures.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

MAX_LENGTH = 20_000
MAX_LINES = 1_000
MAX_MARKS = 1_500
MAX_HEADINGS = 150
MAX_NESTING = 6
MAX_OPEN_BRACKETS = 20
MAX_BROKEN_LINKS = 20
MAX_ESCAPED_TICKS = 20

_MARKS = re.compile(r"\*+|_+|[`<&|\[\\]")
_LONG_RUN = re.compile(r"\*{41}|_{41}|`{7}")
_HEADING = re.compile(r"^ {0,3}(?:#|=+ *$|-+ *$)", re.MULTILINE)
_NESTED = re.compile(rf"^(?:[ \t]*(?:>|[-+*](?=[ \t])|\d{{1,9}}[.)](?=[ \t]))){{{MAX_NESTING + 1}}}", re.MULTILINE)
_WHOLE_ADDRESS = re.compile(r"\]\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)")
_BRACKET = re.compile(r"[\[\]]")


def check_source(text: str) -> None:
    """Raises `ValidationError` for a text of more than 20,000 characters, or that would take too long to render."""
    excess = next(_excesses(text), None)
    if excess:
        raise ValidationError(excess, code="too_costly")


def is_too_costly(text: str) -> bool:
    return next(_excesses(text), None) is not None


def _excesses(text: str) -> Iterator["_StrPromise"]:
    if len(text) > MAX_LENGTH:
        yield _("This text has more than 20,000 characters. Please divide it.")
    if text.count("\n") > MAX_LINES:
        yield _("This text has more than 1,000 lines. Please divide it.")
    if len(_HEADING.findall(text)) > MAX_HEADINGS:
        yield _("This text has more than 150 headings. Please divide it.")
    if _NESTED.search(text):
        yield _("Lists and quotations may be nested six times at most.")
    if len(_MARKS.findall(text)) > MAX_MARKS or _LONG_RUN.search(text) or text.count("\\`") > MAX_ESCAPED_TICKS:
        yield _("This text has too many marks such as *, _, ` or | to be shown.")
    if text.count("](") - len(_WHOLE_ADDRESS.findall(text)) > MAX_BROKEN_LINKS or _open_brackets(text):
        yield _("This text has too many square brackets that nothing closes.")


def _open_brackets(text: str) -> bool:
    depth = deepest = 0
    for bracket in _BRACKET.findall(text):
        depth = depth + 1 if bracket == "[" else max(0, depth - 1)
        deepest = max(deepest, depth)
    return deepest > MAX_OPEN_BRACKETS
