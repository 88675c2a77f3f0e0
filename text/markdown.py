"""
Running text: Markdown to safe HTML.

Raw HTML is shown as text, pictures are links (pictures are blocks, with their credit), headings begin at level 2 and
have an id that follows from their words. What the parser gives then passes an explicit allow-list.
"""

import re
from html import unescape
from typing import NamedTuple

import nh3
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from text.markdown_dialect import SCHEMES, converter
from text.markdown_limits import MAX_LENGTH, check_source, is_too_costly, is_too_nested

__all__ = ["MAX_LENGTH", "RENDERER_VERSION", "Heading", "check_source", "headings", "render"]

# Raise it when the same text gives other HTML: kept HTML of an older version is made again.
RENDERER_VERSION = 2

TAGS = {
    *("p", "br", "hr", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "code", "strong", "em"),
    *("a", "del", "kbd", "sub", "sup", "div", "table", "thead", "tbody", "tr", "th", "td"),
}
ATTRIBUTES = {
    "a": {"href", "rel"},
    "ol": {"start"},
    "th": {"scope"},
    "div": {"tabindex", "role", "aria-label"},
    **{f"h{level}": {"id"} for level in range(2, 7)},
}
CLASSES = {"div": {"table-scroll"}, "th": {"align-center", "align-right"}, "td": {"align-center", "align-right"}}
# What closes the contents of a tag that is dropped whole. Nothing of ours produces them: a second lock.
DROPPED_WITH_CONTENT = {"script", "style"}
# Made once: its lists of names cost more than the cleaning of a paragraph.
_CLEANER = nh3.Cleaner(
    tags=TAGS,
    attributes=ATTRIBUTES,
    allowed_classes=CLASSES,
    url_schemes=SCHEMES,
    clean_content_tags=DROPPED_WITH_CONTENT,
    strip_comments=True,
    link_rel=None,
)


class Heading(NamedTuple):
    id: str
    level: int
    text: str


def render(text: str, *, keeps_breaks: bool = False) -> SafeString:
    """
    The safe HTML of a Markdown text. Never raises. `keeps_breaks` shows each end of line, as in a message.

    A text that `check_source` refuses is shown as it was typed, so that nothing can hold a process for seconds.
    """
    parser = converter(keeps_breaks=keeps_breaks)
    tokens = [] if is_too_costly(text) else parser.parse(text)
    if not tokens or is_too_nested(tokens):
        return mark_safe(f"<p>{escape(text[:MAX_LENGTH])}</p>" if text.strip() else "")
    return sanitise(parser.renderer.render(tokens, parser.options, {}).rstrip("\n"))


def sanitise(html: str) -> SafeString:
    """HTML reduced to what running text may hold."""
    return mark_safe(_CLEANER.clean(html))


_HEADING = re.compile(r'<h([2-6]) id="([^"]*)">(.*?)</h\1>', re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


def headings(html: str) -> list[Heading]:
    """The headings of a rendered text in order."""
    return [
        Heading(id=match[2], level=int(match[1]), text=unescape(_TAG.sub("", match[3])).strip())
        for match in _HEADING.finditer(html)
    ]
