"""Texts of other systems made Markdown: HTML, plain text, and Moodle's “auto-format” between the two."""

import re
from html import unescape

from quizzes.exchange.html_markdown import escape, html_to_markdown

_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|&(?:[a-zA-Z]{2,8}|#\d{1,6});")


def to_markdown(text: str, kind: str) -> str:
    """A text of a format (html, markdown, plain, moodle) as Markdown that shows the same words and lines."""
    if kind == "markdown":
        return text.strip()
    if kind == "html" or (kind == "moodle" and _TAG.search(text)):
        return html_to_markdown(text)
    paragraphs = re.split(r"\n[ \t]*\n\s*", escape(text.strip()))
    return "\n\n".join(re.sub(r"[ \t]*\n[ \t]*", "  \n", paragraph) for paragraph in paragraphs)


def to_plain(text: str, kind: str) -> str:
    """A text without markup, for answers that are typed."""
    if kind == "html" or (kind == "moodle" and _TAG.search(text)):
        return unescape(re.sub(r"<[^<>]*>", "", text)).replace("\xa0", " ").strip()
    return text.strip()
