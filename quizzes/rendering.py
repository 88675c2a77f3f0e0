"""The texts of choices as HTML, made once when a question is saved."""

import nh3

from core.markdown import render
from quizzes.content import QuestionContent
from quizzes.enums import TYPED

# What may stand in a label or a legend. A link there could not be followed without choosing.
PHRASING = {"abbr", "b", "br", "code", "del", "em", "i", "img", "kbd", "mark", "s", "span", "strong", "sub", "sup"}


def rendered_choices(question: QuestionContent) -> dict[str, dict[str, str]]:
    """For each choice, its `text` (what a label may hold) and `explanation` as safe HTML."""
    return {
        choice.id: {
            "text": "" if question.kind in TYPED else inline(render(choice.text)),
            "explanation": render(choice.explanation) if choice.explanation else "",
        }
        for choice in question.choices
    }


def inline(html: str) -> str:
    """Safe HTML without its blocks, whose borders become line breaks."""
    broken = html.strip().replace("</p>\n<p>", "<br>").replace("</li>\n<li>", "<br>")
    return nh3.clean(broken, tags=PHRASING)


def is_one_paragraph(html: str) -> bool:
    bare = html.strip()
    return bare.startswith("<p>") and bare.endswith("</p>") and bare.count("<p") == 1
