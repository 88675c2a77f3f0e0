"""Questions as a Moodle XML file. It cannot say everything: `losses` names what it leaves out."""

import re
from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

from django.utils.translation import gettext as _

from quizzes.content import Choice, QuestionContent
from quizzes.enums import Kind
from quizzes.exchange.gift_writing import MAX_RIGHT
from quizzes.exchange.texts import to_plain, with_literal_asterisks
from quizzes.exchange.twin_tags import tags_of
from quizzes.grading import read_number
from quizzes.rendering import plain, to_html

NAMES = {
    Kind.SINGLE: "multichoice",
    Kind.SEVERAL: "multichoice",
    Kind.TRUE_FALSE: "truefalse",
    Kind.ORDERING: "ordering",
    Kind.MATCHING: "matching",
    Kind.SHORT: "shortanswer",
    Kind.NUMERIC: "numerical",
    Kind.RECALL: "essay",
}
# All that qtype_ordering reads: without them its import stops on a database error, or takes a part of the items.
_ORDERING = (
    "<layouttype>VERTICAL</layouttype><selecttype>ALL</selecttype><selectcount>0</selectcount>"
    "<gradingtype>ABSOLUTE_POSITION</gradingtype><showgrading>SHOW</showgrading>"
    "<numberingstyle>none</numberingstyle><shownumcorrect/>"
)
MAX_NAME = 80
# What XML 1.0 cannot hold.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write(questions: Iterable[QuestionContent]) -> Iterator[str]:
    """The file, piece by piece, in UTF-8 text. Texts are marked as Markdown."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n'
    for question in questions:
        yield "\n".join(["", f'<question type="{NAMES[question.kind]}">', *_lines(question), "</question>", ""])
    yield "\n</quiz>\n"


def losses(question: QuestionContent) -> list[str]:
    """What a question says and Moodle XML cannot, in full sentences."""
    left_out = []
    if question.lesson_url or question.glossary:
        left_out.append(_("The passage of the lesson and the words of the glossary are not exported."))
    if len(question.right_ids) > MAX_RIGHT and question.kind == Kind.SEVERAL:
        left_out.append(_("Moodle knows no share for more than 10 right answers: it may refuse the question."))
    if question.kind in {Kind.ORDERING, Kind.MATCHING} and any(choice.explanation for choice in question.choices):
        left_out.append(_("The explanations of the lines are not exported."))
    return left_out


def _lines(question: QuestionContent) -> Iterator[str]:
    yield f"<name><text>{_clean(question.name or first_words(question.stem))}</text></name>"
    yield _element("questiontext", question.stem)
    yield _element("generalfeedback", question.principle)
    if question.uid:
        yield f"<idnumber>{question.uid}</idnumber>"
    if question.kind == Kind.RECALL:
        points = "".join(f"\n- {' '.join(choice.text.split())}" for choice in question.choices)
        yield "<responseformat>editor</responseformat><responserequired>0</responserequired>"
        yield _element("graderinfo", f"{question.model_answer.strip()}{points}")
    elif question.kind in {Kind.SINGLE, Kind.SEVERAL}:
        yield f"<single>{str(question.kind == Kind.SINGLE).lower()}</single>"
        yield f"<shuffleanswers>{str(not question.fixed_order).lower()}</shuffleanswers>"
    elif question.kind == Kind.SHORT:
        yield "<usecase>0</usecase>"
    elif question.kind == Kind.ORDERING:
        yield _ORDERING
    yield from _answers(question)
    if tags := tags_of(question):
        yield "<tags>" + "".join(f"<tag><text>{_clean(tag)}</text></tag>" for tag in tags) + "</tags>"


def first_words(stem: str) -> str:
    """A name for a question that has none: Moodle's bank shows nothing else."""
    words = " ".join(to_plain(plain(to_html(stem)), "moodle").split())
    return words if len(words) <= MAX_NAME else words[:MAX_NAME].rsplit(" ", 1)[0] + "…"


def _answers(question: QuestionContent) -> Iterator[str]:
    if question.kind == Kind.RECALL:
        return
    for place, choice in enumerate(question.choices, start=1):
        if question.kind == Kind.MATCHING:
            answer = f"<answer><text>{_clean(choice.match)}</text></answer>"
            yield _element("subquestion", choice.text, answer)
        else:
            yield _answer(question, choice, place)


def _answer(question: QuestionContent, choice: Choice, place: int) -> str:
    typed = question.kind in {Kind.SHORT, Kind.NUMERIC}
    text = choice.id if question.kind == Kind.TRUE_FALSE else choice.text
    tolerance = ""
    if question.kind == Kind.SHORT:
        text = with_literal_asterisks(text)
    if question.kind == Kind.NUMERIC:
        text = _number(choice.text)
        tolerance = f"<tolerance>{_number(choice.tolerance or '0')}</tolerance>"
    return _element(
        "answer",
        text,
        _element("feedback", choice.explanation) + tolerance,
        fraction=_fraction(question, choice, place),
        kind="plain_text" if typed or question.kind == Kind.TRUE_FALSE else "markdown",
    )


def _fraction(question: QuestionContent, choice: Choice, place: int) -> str:
    if question.kind == Kind.ORDERING:
        return f"{place}.0000000"
    if question.kind == Kind.SEVERAL:
        share = 100 / (len(question.right_ids) or 1)
        return f"{share:.5f}" if choice.right else "-100"
    return "100" if choice.right else "0"


def _number(text: str) -> str:
    number = read_number(text)
    return text if number is None else f"{number:f}"


def _element(name: str, text: str, inside: str = "", *, fraction: str = "", kind: str = "markdown") -> str:
    share = f" fraction={quoteattr(fraction)}" if fraction else ""
    return f'<{name}{share} format="{kind}"><text>{_clean(text)}</text>{inside}</{name}>'


def _clean(text: str) -> str:
    return escape(_FORBIDDEN.sub("", text.strip()), {"\r": "&#13;"})
