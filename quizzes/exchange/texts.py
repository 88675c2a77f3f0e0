"""Texts of other systems made Markdown: HTML, plain text, and Moodle's “auto-format” between the two."""

import re
from html import unescape

from django.utils.translation import gettext as _

from quizzes.exchange.html_markdown import escape, html_to_markdown
from quizzes.grading import ANYTHING

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


def foreseen(text: str) -> tuple[str, list[tuple[str, bool]]]:
    """
    A typed answer of Moodle as ours, with what to say of it. There `*` inside an answer stands for any text, `\\*` for
    the sign itself (question/type/shortanswer/question.php); here only an answer that is `*` alone is not a text.
    """
    if "*" not in text or text.strip() == ANYTHING:
        return text, []
    said = text.replace("\\*", "\0")
    remarks = []
    if "*" in said:
        remarks.append(
            (_("The asterisk of “%(text)s” stood for any text: here it is a sign to type.") % {"text": text[:60]}, True)
        )
    return said.replace("\0", "*"), remarks


def with_literal_asterisks(text: str) -> str:
    """The reverse of `foreseen`, for an answer that is not `*` alone."""
    return text if text.strip() == ANYTHING else text.replace("*", "\\*")
