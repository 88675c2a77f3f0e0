"""
Running text: Markdown to safe HTML.

Raw HTML is shown as text, images are links (pictures are blocks, with their credit), headings begin at level 2 and
have an id that follows from their words. What Python-Markdown gives then passes an explicit allow-list.
"""

import re
import threading
from collections import Counter
from html import unescape
from typing import NamedTuple
from xml.etree.ElementTree import Element

import nh3
from django.conf import settings
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, override
from markdown import Extension, Markdown
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension
from markdown.inlinepatterns import LinkInlineProcessor, SimpleTagInlineProcessor, SubstituteTagInlineProcessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from text.fences import fences
from text.french import words
from text.markdown_limits import MAX_LENGTH, check_source, is_too_costly

__all__ = ["MAX_LENGTH", "RENDERER_VERSION", "Heading", "check_source", "headings", "render"]

# Raise it when the same text gives other HTML: kept HTML of an older version is made again.
RENDERER_VERSION = 1

TAGS = {
    *("p", "br", "hr", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "code", "strong", "em"),
    *("a", "kbd", "sub", "sup", "div", "table", "thead", "tbody", "tr", "th", "td"),
}
ATTRIBUTES = {
    "a": {"href", "rel"},
    "ol": {"start"},
    "th": {"scope"},
    "div": {"tabindex", "role", "aria-label"},
    **{f"h{level}": {"id"} for level in range(2, 7)},
}
CLASSES = {"div": {"table-scroll"}, "th": {"align-center", "align-right"}, "td": {"align-center", "align-right"}}
SCHEMES = {"http", "https", "mailto", "tel"}
# What closes the contents of a tag that is dropped whole. Nothing of ours produces them: a second lock.
DROPPED_WITH_CONTENT = {"script", "style"}

_of_this_thread = threading.local()
_ALIGNMENT = re.compile(r"text-align: (center|right)")


class Heading(NamedTuple):
    id: str
    level: int
    text: str


def render(text: str) -> SafeString:
    """
    The safe HTML of a Markdown text. Never raises.

    A text that `check_source` refuses is shown as it was typed, so that nothing can hold a process for seconds.
    """
    if is_too_costly(text):
        return mark_safe(f"<p>{escape(text[:MAX_LENGTH])}</p>" if text.strip() else "")
    with override(settings.LANGUAGE_CODE):
        return sanitise(_converter().reset().convert(text))


def _converter() -> Markdown:
    """One for each thread: building it takes as long as rendering a paragraph."""
    if not hasattr(_of_this_thread, "converter"):
        extensions = [TableExtension(), SaneListExtension(), RunningText()]
        _of_this_thread.converter = Markdown(extensions=extensions, output_format="html")
    converter: Markdown = _of_this_thread.converter
    return converter


def sanitise(html: str) -> SafeString:
    """HTML reduced to what running text may hold."""
    return mark_safe(
        nh3.clean(
            html,
            tags=TAGS,
            attributes=ATTRIBUTES,
            allowed_classes=CLASSES,
            url_schemes=SCHEMES,
            clean_content_tags=DROPPED_WITH_CONTENT,
            strip_comments=True,
            link_rel=None,
        )
    )


_HEADING = re.compile(r'<h([2-6]) id="([^"]*)">(.*?)</h\1>', re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


def headings(html: str) -> list[Heading]:
    """The headings of a rendered text in order."""
    return [
        Heading(id=match[2], level=int(match[1]), text=unescape(_TAG.sub("", match[3])).strip())
        for match in _HEADING.finditer(html)
    ]


class RunningText(Extension):
    """What differs from Python-Markdown's own dialect."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Python-Markdown's name)
        md.preprocessors.deregister("html_block")
        for name in ("code", "reference"):
            md.parser.blockprocessors.deregister(name)
        for name in ("html", "reference", "short_reference", "image_link", "image_reference", "short_image_ref"):
            md.inlinePatterns.deregister(name)
        md.preprocessors.register(FencedCode(md), "fenced_code", 25)
        md.inlinePatterns.register(PictureAsLink(r"!\[", md), "picture", 165)
        md.inlinePatterns.register(SimpleTagInlineProcessor(r"<(kbd)>([^<>]{1,80})</kbd>", "kbd"), "kbd", 90)
        md.inlinePatterns.register(SimpleTagInlineProcessor(r"<(sub)>([^<>]{1,80})</sub>", "sub"), "sub", 89)
        md.inlinePatterns.register(SimpleTagInlineProcessor(r"<(sup)>([^<>]{1,80})</sup>", "sup"), "sup", 88)
        md.inlinePatterns.register(SubstituteTagInlineProcessor(r"<br ?/?>", "br"), "br", 87)
        md.treeprocessors.register(Finish(md), "finish", 5)


class FencedCode(Preprocessor):
    """Sets fenced code aside before anything else reads it."""

    def run(self, lines: list[str]) -> list[str]:
        kept: list[str] = []
        shown = 0
        for fence in fences(lines):
            block = self.md.htmlStash.store(f"<pre><code>{escape(fence.code)}</code></pre>")
            kept += [*lines[shown : fence.start], "", block, ""]
            shown = fence.end
        return [*kept, *lines[shown:]]


class PictureAsLink(LinkInlineProcessor):
    """`![words](address)` gives a link: a picture without credit, size or choice would also call another site."""


class Finish(Treeprocessor):
    """Headings from level 2 with ids, marked external links, tables that can be read with a keyboard."""

    def run(self, root: Element) -> None:
        self._finish_headings(root)
        for link in root.iter("a"):
            link.attrib = {"href": link.get("href", "")}
            if re.match(r"(?:https?:)?//", link.attrib["href"]):
                link.set("rel", "noopener")
        for cell in [*root.iter("th"), *root.iter("td")]:
            _finish_cell(cell)
        for parent in list(root.iter()):
            for place, child in enumerate(parent):
                if child.tag == "table":
                    parent[place] = _scrollable(child)

    def _finish_headings(self, root: Element) -> None:
        found = [element for element in root.iter() if re.fullmatch("h[1-6]", element.tag)]
        shift = 1 if any(element.tag == "h1" for element in found) else 0
        given: Counter[str] = Counter()
        for element in found:
            element.tag = f"h{min(6, int(element.tag[1]) + shift)}"
            slug = "-".join(words("".join(element.itertext())))[:60].strip("-") or "titre"
            given[slug] += 1
            element.set("id", f"t-{slug}" if given[slug] == 1 else f"t-{slug}-{given[slug]}")


def _finish_cell(cell: Element) -> None:
    alignment = _ALIGNMENT.search(cell.attrib.pop("style", ""))
    if alignment:
        cell.set("class", f"align-{alignment[1]}")
    if cell.tag == "th" and not "".join(cell.itertext()).strip() and not len(cell):
        cell.tag = "td"
    if cell.tag == "th":
        cell.set("scope", "col")


def _scrollable(table: Element) -> Element:
    # A wide table scrolls in its own box, which must then be reachable with the keyboard and have a name.
    box = Element("div", {"class": "table-scroll", "tabindex": "0", "role": "group", "aria-label": gettext("Table")})
    box.append(table)
    box.tail, table.tail = table.tail, None
    return box
