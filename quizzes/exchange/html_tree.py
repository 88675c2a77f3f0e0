"""HTML from anywhere as a small tree, bounded in depth: what stands deeper is hung higher, its words are kept."""

import re
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser

import nh3

MAX_DEPTH = 30
# Past it the time of a browser's reading grows with the square of the depth: only the words are kept.
MAX_OPEN = 100

_BLOCKS = {"p", "div", "blockquote", "section", "article", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "hr"}
_LISTS = {"ul", "ol", "li", "dl", "dt", "dd"}
_TABLES = {"table", "thead", "tbody", "tfoot", "tr", "th", "td", "caption"}
_MARKS = {"b", "strong", "i", "em", "code", "tt", "samp", "kbd", "sub", "sup", "s", "del", "strike", "a", "br", "img"}
KNOWN = _BLOCKS | _LISTS | _TABLES | _MARKS
_DROPPED = {"script", "style", "object", "iframe", "audio", "video", "svg", "head", "title"}
_EMPTY = {"br", "hr", "img"}
_CLOSED_BY_THE_NEXT = {"p", "li", "dt", "dd", "tr", "th", "td", "thead", "tbody", "tfoot"}
_NESTING = KNOWN - _EMPTY - _CLOSED_BY_THE_NEXT
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_CLEANER = nh3.Cleaner(
    tags=KNOWN,
    attributes={"a": {"href"}, "img": {"alt", "src"}, "ol": {"start"}},
    clean_content_tags=_DROPPED,
    url_schemes={"http", "https", "mailto", "tel"},
    link_rel=None,
    strip_comments=True,
)


@dataclass
class Node:
    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Node | str"] = field(default_factory=list)


def tree(html: str) -> Node:
    """The known elements of a piece of HTML and all its words."""
    if _is_too_deep(html):
        return Node("div", children=[unescape(re.sub(r"<[^<>]*>", " ", html))])
    # A browser's reading first: every element is then closed, in linear time.
    reader = _Reader()
    reader.feed(_CLEANER.clean(html))
    reader.close()
    return reader.root


def _is_too_deep(html: str) -> bool:
    depth = 0
    for closing, name in _TAG.findall(html):
        if name.lower() in _NESTING:
            depth += -1 if closing else 1
        if depth > MAX_OPEN:
            return True
    return False


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node("div")
        self.open = [self.root]
        self.too_deep = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs})
        if tag in _EMPTY:
            self.open[-1].children.append(node)
        elif len(self.open) >= MAX_DEPTH:
            self.too_deep += 1
        else:
            self.open[-1].children.append(node)
            self.open.append(node)

    def handle_endtag(self, tag: str) -> None:
        if tag in _EMPTY:
            return
        if self.too_deep:
            self.too_deep -= 1
        elif len(self.open) > 1:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)
