"""Texts of other systems made Markdown: HTML, plain text, and Moodle's “auto-format” between the two."""

import re
from html import unescape
from html.parser import HTMLParser

_MARKS = {"b": "**", "strong": "**", "i": "*", "em": "*", "code": "`", "tt": "`"}
_BLOCKS = {"p", "div", "blockquote", "table", "tr", "section", "article", "h1", "h2", "h3", "h4", "h5", "h6", "hr"}
_SKIPPED = {"script", "style", "object", "iframe", "audio", "video", "svg", "head", "title"}
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|&(?:[a-zA-Z]{2,8}|#\d{1,6});")
# What Python-Markdown would take for markup inside a plain text.
_SPECIAL = re.compile(r"([\\`*_\[\]<])")
_LINE_START = re.compile(r"^(\s*)([#>+-]|\d+\.)(?=\s)", re.MULTILINE)


def to_markdown(text: str, kind: str) -> str:
    """A text of a format (html, markdown, plain, moodle) as Markdown with the same words."""
    if kind == "markdown":
        return text.strip()
    if kind == "html" or (kind == "moodle" and _TAG.search(text)):
        return html_to_markdown(text)
    return escape(text.strip())


def escape(text: str) -> str:
    """A plain text that Markdown will show as it is."""
    return _LINE_START.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", text))


def to_plain(text: str, kind: str) -> str:
    """A text without markup, for answers that are typed."""
    if kind == "html" or (kind == "moodle" and _TAG.search(text)):
        return unescape(re.sub(r"<[^<>]*>", "", text)).replace("\xa0", " ").strip()
    return text.strip()


def html_to_markdown(html: str) -> str:
    """Paragraphs, stress, lists, links and code are kept; images leave their alternative text; the rest leaves its words."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.text()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.links: list[str] = []
        self.lists: list[int | None] = []
        self.skipping = 0
        self.in_pre = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag in _SKIPPED:
            self.skipping += 1
        elif tag == "br":
            self.parts.append("  \n")
        elif tag == "pre":
            self.in_pre = True
            self.parts.append("\n\n```\n")
        elif tag in _MARKS and not self.in_pre:
            self.parts.append(_MARKS[tag])
        elif tag == "a":
            self.links.append(values.get("href") or "")
            self.parts.append("[" if self.links[-1] else "")
        elif tag == "img":
            self.parts.append(escape(values.get("alt") or ""))
        elif tag in {"ul", "ol"}:
            self.lists.append(0 if tag == "ol" else None)
            self.parts.append("\n\n" if len(self.lists) == 1 else "\n")
        elif tag == "li":
            self._start_item()
        elif tag in _BLOCKS:
            self.parts.append("\n\n")

    def _start_item(self) -> None:
        indent = "    " * max(len(self.lists) - 1, 0)
        number = self.lists[-1] if self.lists else None
        if number is not None:
            self.lists[-1] = number + 1
        self.parts.append(f"\n{indent}- " if number is None else f"\n{indent}{number + 1}. ")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SKIPPED:
            self.skipping = max(self.skipping - 1, 0)
        elif tag == "pre":
            self.in_pre = False
            self.parts.append("\n```\n\n")
        elif tag in _MARKS and not self.in_pre:
            self.parts.append(_MARKS[tag])
        elif tag == "a" and self.links:
            address = self.links.pop()
            self.parts.append(f"]({address})" if address else "")
        elif tag in {"ul", "ol"} and self.lists:
            self.lists.pop()
            self.parts.append("" if self.lists else "\n\n")
        elif tag in _BLOCKS:
            self.parts.append("\n\n")

    def handle_data(self, data: str) -> None:
        if self.skipping:
            return
        self.parts.append(data if self.in_pre else escape(re.sub(r"\s+", " ", data)))

    def text(self) -> str:
        joined = "".join(self.parts).replace("\xa0", " ")
        joined = re.sub(r"\*\*(\s+)\*\*|(?<!\*)\*(\s+)\*(?!\*)", r"\1\2", joined)
        joined = re.sub(r"\n[ \t]+\n", "\n\n", joined)
        joined = re.sub(r"(?<=\n)[ \t]+(?=[^\s\d-])", "", joined)
        return re.sub(r"\n{3,}", "\n\n", joined).strip()
