"""Moodle XML files as questions (`read`). Writing them is in `moodle_writing`."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError

from django.utils.translation import gettext as _

from quizzes.content import MAX_CHOICES, Choice, QuestionContent
from quizzes.enums import Kind
from quizzes.exchange.gift import HALF, category_tag, partial_credit, split_points
from quizzes.exchange.identity import choice_id, uid_from
from quizzes.exchange.moodle_syntax import questions_of
from quizzes.exchange.moodle_writing import first_words
from quizzes.exchange.reading import Note, Reading, question_too_long
from quizzes.exchange.texts import to_markdown, to_plain

KINDS = {
    "truefalse": Kind.TRUE_FALSE,
    "shortanswer": Kind.SHORT,
    "numerical": Kind.NUMERIC,
    "matching": Kind.MATCHING,
    "match": Kind.MATCHING,
    "essay": Kind.RECALL,
    "ordering": Kind.ORDERING,
}
# Older exports wrote them in the language of the site.
WORDS = {"vrai": "true", "faux": "false"}
FORMATS = {"html": "html", "markdown": "markdown", "plain_text": "plain", "moodle_auto_format": "moodle"}
_PICTURE = re.compile(r"@@PLUGINFILE@@/([^\"'\s)]+)")


class MoodleError(ValueError):
    """A question that cannot be kept; the message says why."""


def read(data: bytes) -> Reading:
    """
    The questions of a Moodle XML file and notes on what was not kept. Never stops at a first error.

    Raises `UnreadableFileError` (see `moodle_syntax.questions_of`).
    """
    return Reading().take(_read(data))


def _read(data: bytes) -> Iterator[tuple[int, QuestionContent] | Note]:
    category = ""
    for line, element in questions_of(data):
        if element is None:
            yield Note(line, question_too_long())
        elif isinstance(element, ParseError):
            yield Note(line, _("The XML is broken here: what follows could not be read."))
        elif element.get("type") == "category":
            category = category_tag(_text(element.find("category")))
        else:
            yield from _question(line, element, category)


def _question(line: int, element: Element, category: str) -> Iterator[tuple[int, QuestionContent] | Note]:
    name = element.get("type", "")
    notes: list[str] = []
    try:
        kind = _kind(name, element)
        choices = _choices(kind, element, notes)
        if len(choices) > MAX_CHOICES:
            raise MoodleError(_("A question has %(count)d choices at most.") % {"count": MAX_CHOICES})
    except MoodleError as error:
        yield Note(line, str(error))
        return
    yield line, _content(kind, choices, element, category)
    for note in [*notes, *_left_out(element)]:
        yield Note(line, note, refused=False)


def _kind(name: str, element: Element) -> Kind:
    if name == "multichoice":
        single = _text(element.find("single"), "true").strip().lower()
        return Kind.SINGLE if single in {"true", "1"} else Kind.SEVERAL
    if name not in KINDS:
        raise MoodleError(_("The questions of type “%(name)s” do not exist here.") % {"name": name[:40]})
    return KINDS[name]


def _content(kind: Kind, choices: tuple[Choice, ...], element: Element, category: str) -> QuestionContent:
    general = _markdown(element.find("generalfeedback"))
    model, points = "", choices
    if kind == Kind.RECALL:
        grader = _markdown(element.find("graderinfo"))
        model, points = split_points(grader or general)
        general = general if grader else ""
    tags = [_text(tag).strip()[:100] for tag in element.findall("tags/tag")]
    shuffle = _text(element.find("shuffleanswers"), "true").strip().lower()
    stem = _markdown(element.find("questiontext"))
    name = to_plain(_text(element.find("name")), "moodle")[:255]
    return QuestionContent(
        kind=kind,
        stem=stem,
        choices=points,
        principle=general,
        model_answer=model,
        # what the export gave to a question without a name
        name="" if name == first_words(stem) else name,
        uid=uid_from(_text(element.find("idnumber"))),
        tags=tuple(dict.fromkeys(tag for tag in [*tags, category] if tag)),
        fixed_order=kind in {Kind.SINGLE, Kind.SEVERAL} and shuffle in {"false", "0"},
    )


def _choices(kind: Kind, element: Element, notes: list[str]) -> tuple[Choice, ...]:
    answers = element.findall("answer")
    if kind == Kind.RECALL:
        return ()
    if kind == Kind.MATCHING:
        return _pairs(element.findall("subquestion"))
    if kind == Kind.TRUE_FALSE:
        return _true_false(answers)
    if kind == Kind.ORDERING:
        answers = sorted(answers, key=_fraction)
        return tuple(
            Choice(choice_id(place), _markdown(answer), explanation=_markdown(answer.find("feedback")))
            for place, answer in enumerate(answers)
        )
    choices = tuple(_answer(kind, place, answer, notes) for place, answer in enumerate(answers))
    if not any(choice.right for choice in choices):
        raise MoodleError(_("No answer is right."))
    return choices


def _answer(kind: Kind, place: int, answer: Element, notes: list[str]) -> Choice:
    fraction = _fraction(answer)
    typed = kind in {Kind.SHORT, Kind.NUMERIC}
    text = to_plain(_text(answer), _format(answer)) if typed else _markdown(answer)
    right = fraction > 0 if kind == Kind.SEVERAL else fraction >= (HALF if typed else 100)
    if kind != Kind.SEVERAL and 0 < fraction < 100:
        notes.append(partial_credit(fraction, text, right))
    tolerance = _text(answer.find("tolerance")).strip() or answer.findtext("tolerance", "").strip()
    return Choice(
        id=choice_id(place),
        text=text,
        right=right,
        explanation=_markdown(answer.find("feedback")),
        tolerance="" if tolerance in {"", "0"} or kind != Kind.NUMERIC else tolerance,
    )


def _true_false(answers: list[Element]) -> tuple[Choice, ...]:
    by_word = {WORDS.get(word := _text(answer).strip().lower(), word): answer for answer in answers}
    if set(by_word) != {"true", "false"}:
        raise MoodleError(_("A question true or false needs the answers “true” and “false”."))
    return tuple(
        Choice(word, "", _fraction(by_word[word]) > 0, _markdown(by_word[word].find("feedback")))
        for word in ("true", "false")
    )


def _pairs(elements: list[Element]) -> tuple[Choice, ...]:
    pairs = [(_markdown(element), _text(element.find("answer")).strip()) for element in elements]
    kept = [(left, right) for left, right in pairs if right]
    return tuple(Choice(choice_id(place), left, match=right) for place, (left, right) in enumerate(kept))


def _fraction(answer: Element) -> float:
    try:
        return float(answer.get("fraction", "0"))
    except ValueError:
        return 0


def _text(element: Element | None, default: str = "") -> str:
    """The `<text>` of an element, or the text that stands in it directly, as older files write it."""
    if element is None:
        return default
    inner = element.find("text")
    return ((inner.text if inner is not None else element.text) or "").strip() or default


def _format(element: Element) -> str:
    return FORMATS.get(element.get("format", "moodle_auto_format"), "moodle")


def _markdown(element: Element | None) -> str:
    return to_markdown(_text(element), _format(element)) if element is not None else ""


def _left_out(element: Element) -> Iterator[str]:
    hints = [hint for hint in element.findall("hint") if _text(hint)]
    if hints:
        yield _("Its hints are not kept.")
    common = ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback")
    if any(_text(element.find(name)) for name in common):
        yield _("Its common messages for right and wrong answers are not kept.")
    if element.find("units") is not None and len(element.findall("units/unit")) > 0:
        yield _("Its units are not kept.")
    texts = "".join(part.text or "" for part in element.iter("text"))
    names = [*_PICTURE.findall(texts), *[(image.text or "").strip() for image in element.findall("image")]]
    for name in dict.fromkeys(name for name in names if name):
        yield _("The picture “%(name)s” is not kept: add it in the text.") % {"name": name[:80]}
