"""The texts of a question as safe HTML, made once when it is saved."""

import re
from html import unescape

import nh3
from django.utils.html import strip_tags

from quizzes.content import QuestionContent
from quizzes.enums import TYPED
from text.markdown import render

Rendered = dict[str, dict[str, str]]

# What may stand in a label or a legend. A link there could not be followed without choosing.
PHRASING = {"abbr", "b", "br", "code", "del", "em", "i", "kbd", "mark", "s", "span", "strong", "sub", "sup"}
_PHRASING = nh3.Cleaner(tags=PHRASING)
# One line of letters and signs that mean nothing to Markdown: it is left as it is. Most choices are such; the renderer
# takes a hundred times longer to say so.
_PLAIN = re.compile(r"[\w ,;:.?!'’«»()%€…–\u00a0/-]+")


def rendered(question: QuestionContent) -> Rendered:
    """For the question (key ""): `stem`, `principle`, `model_answer`. For each choice: `text`, `explanation`."""
    whole = {name: to_html(getattr(question, name)) for name in ("stem", "principle", "model_answer")}
    choices = {
        choice.id: {
            "text": "" if question.kind in TYPED else inline(to_html(choice.text)),
            "explanation": to_html(choice.explanation),
        }
        for choice in question.choices
    }
    return {"": whole, **choices}


def to_html(text: str) -> str:
    text = text.strip()
    if not text:
        return ""
    return f"<p>{text}</p>".replace("\xa0", "&nbsp;") if is_plain(text) else str(render(text))


def is_plain(text: str) -> bool:
    return text[0].isalpha() and "_" not in text and _PLAIN.fullmatch(text) is not None


def inline(html: str) -> str:
    """Safe HTML without its blocks, whose borders become line breaks."""
    if is_one_paragraph(html) and html.count("<") == 2:
        return html.strip()[3:-4]
    broken = html.strip().replace("</p>\n<p>", "<br>").replace("</li>\n<li>", "<br>")
    return _PHRASING.clean(broken)


def plain(html: str) -> str:
    """The words of safe HTML, for a list of choices or the text of a link. Nothing of it is escaped any more."""
    return unescape(strip_tags(html)).strip()


def is_one_paragraph(html: str) -> bool:
    bare = html.strip()
    return bare.startswith("<p>") and bare.endswith("</p>") and bare.count("<p") == 1
