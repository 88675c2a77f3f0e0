"""HTML from anywhere as a small tree, bounded in depth: what stands deeper is hung higher, its words are kept."""

import re
from dataclasses import dataclass, field
from html import unescape

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
_WRITTEN = re.compile(r'<(/?)([a-z][a-z0-9]*)((?: [a-z]+="[^"]*")*)>')
_ATTRIBUTE = re.compile(r' ([a-z]+)="([^"]*)"')
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
    return _of_clean(_CLEANER.clean(html))


def _of_clean(html: str) -> Node:
    """What the cleaner writes is regular: `<`, `>` and quotes that are not of a tag are entities there."""
    root = Node("div")
    opened, too_deep = [root], 0
    first, *rest = _WRITTEN.split(html)
    _hang(first, root)
    for closing, tag, attributes, text in zip(rest[::4], rest[1::4], rest[2::4], rest[3::4], strict=True):
        if closing:
            if too_deep:
                too_deep -= 1
            elif len(opened) > 1:
                opened.pop()
        elif tag not in _EMPTY and len(opened) >= MAX_DEPTH:
            too_deep += 1
        else:
            node = Node(tag, {name: unescape(value) for name, value in _ATTRIBUTE.findall(attributes)})
            opened[-1].children.append(node)
            if tag not in _EMPTY:
                opened.append(node)
        _hang(text, opened[-1])
    return root


def _hang(text: str, parent: Node) -> None:
    if text:
        parent.children.append(unescape(text))


def _is_too_deep(html: str) -> bool:
    depth = 0
    for closing, name in _TAG.findall(html):
        if name.lower() in _NESTING:
            depth += -1 if closing else 1
        if depth > MAX_OPEN:
            return True
    return False
