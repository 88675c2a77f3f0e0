"""The HTML of a post: core's Markdown without what a visitor's message may not do to a page."""

import re
from html import unescape
from urllib.parse import urljoin

import nh3
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from text import markdown

MAX_LENGTH = 10_000
TAGS = {"p", "br", "strong", "em", "del", "code", "pre", "blockquote", "ul", "ol", "li", "a", "hr"}
TAGS |= {"kbd", "sub", "sup", "div", "table", "thead", "tbody", "tr", "th", "td"}
# No identifier: a message must not take the anchors of the page around it.
ATTRIBUTES = {"a": {"href"}, "ol": {"start"}, "th": {"scope"}, "div": {"tabindex", "role", "aria-label"}}
SCHEMES = {"http", "https", "mailto"}
TAG = re.compile(r"(<[^<>]*>)")
# As it stands in HTML, where `&amp;` may be part of it.
ADDRESS = re.compile(r"\bhttps?://(?:[^\s<>\"'&]|&amp;){1,2000}")
LINK = re.compile(r'<a href="([^"]*)"')  # as nh3 writes every link
MARK = re.compile(r"[\\`*_\[\]<>&~]")
HEADING = re.compile(r"<h[1-6][^>]*>(.*?)</h[1-6]>", re.DOTALL)


def render_post(source: str) -> str:
    """
    Safe HTML of a message. Headings become strong lines (the outline is the page's), images become nothing
    (a remote image would tell another site who reads), links ask not to be followed by search engines.

    Raises `ValidationError` for a text that would be too slow to render.
    """
    markdown.check_source(source)
    html = _with_links(HEADING.sub(r"<p><strong>\1</strong></p>", markdown.render(source, keeps_breaks=True)))
    return nh3.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        allowed_classes={"div": {"table-scroll"}},
        url_schemes=SCHEMES,
        link_rel="nofollow ugc noopener",
    )


def _with_links(html: str) -> str:
    """Addresses written as they are become links too, but in code and in links."""
    shut = 0
    pieces = TAG.split(html)
    for place, piece in enumerate(pieces):
        if place % 2:
            name = piece.strip("</>").split(" ")[0]
            shut += (-1 if piece.startswith("</") else 1) if name in {"a", "code"} else 0
        elif not shut:
            pieces[place] = ADDRESS.sub(_linked, piece)
    return "".join(pieces)


def _linked(found: re.Match[str]) -> str:
    """A stop at the end of an address is the sentence's; so is a bracket that the address did not open (as GFM has it)."""
    address = found[0]
    end = len(address)
    opened, closed = address.count("("), address.count(")")
    while end and (address[end - 1] in ".,:;!?]»…*_" or (address[end - 1] == ")" and closed > opened)):
        end -= 1
        closed -= address[end] == ")"
    return f'<a href="{address[:end]}">{address[:end]}</a>{address[end:]}'


def absolute_links(html: str, page: str) -> SafeString:
    """The HTML of a message for a mail or a feed, read away from `page`, its full address."""
    return mark_safe(LINK.sub(lambda link: f'<a href="{escape(urljoin(page, unescape(link[1])))}"', html))


def count_links(html: str) -> int:
    return html.count("<a ")


def quote(name: str, source: str) -> str:
    """A message as a Markdown quotation, with the name of its author, ready to be answered under it."""
    name = MARK.sub(r"\\\g<0>", name)
    lines = "\n".join(f"> {line}".rstrip() for line in source.splitlines())
    return f"> **{name}**\n>\n{lines}\n\n"
