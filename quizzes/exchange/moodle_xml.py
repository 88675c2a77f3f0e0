"""Moodle XML files as questions (`read`). Writing them is in `moodle_writing`."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quizzes.content import MAX_CHOICES, Choice, QuestionContent
from quizzes.enums import Kind
from quizzes.exchange.embedded import Embedded, Sort, embedded, sentence
from quizzes.exchange.gift import HALF, Remark, category_tag, changed_key, partial_credit, split_points
from quizzes.exchange.identity import choice_id, uid_from
from quizzes.exchange.moodle_syntax import questions_of
from quizzes.exchange.moodle_writing import first_words
from quizzes.exchange.pictures import Picture, in_every_text, replace_inside
from quizzes.exchange.reading import Found, Note, Place, Reading, note_on, question_too_long
from quizzes.exchange.texts import foreseen, to_markdown, to_plain

KINDS = {
    "truefalse": Kind.TRUE_FALSE,
    "shortanswer": Kind.SHORT,
    "numerical": Kind.NUMERIC,
    "matching": Kind.MATCHING,
    "match": Kind.MATCHING,
    "essay": Kind.RECALL,
    "ordering": Kind.ORDERING,
}
# As Moodle calls them on the screen.
FOREIGN = {
    "multichoice": gettext_lazy("Multiple choice"),
    "cloze": gettext_lazy("Embedded answers (Cloze)"),
    "multianswer": gettext_lazy("Embedded answers (Cloze)"),
    "gapselect": gettext_lazy("Select missing words"),
    "ddwtos": gettext_lazy("Drag and drop into text"),
    "ddmarker": gettext_lazy("Drag and drop markers"),
    "ddimageortext": gettext_lazy("Drag and drop onto image"),
    "calculated": gettext_lazy("Calculated"),
    "calculatedsimple": gettext_lazy("Calculated simple"),
    "calculatedmulti": gettext_lazy("Calculated multichoice"),
    "random": gettext_lazy("Random"),
    "randomsamatch": gettext_lazy("Random short-answer matching"),
}
# Older exports wrote them in the language of the site.
WORDS = {"vrai": "true", "faux": "false"}
FORMATS = {"html": "html", "markdown": "markdown", "plain_text": "plain", "moodle_auto_format": "moodle"}


class MoodleError(ValueError):
    """A question that cannot be kept; the message says why."""


def read(data: bytes) -> Reading:
    """
    The questions of a Moodle XML file and notes on what was not kept. Never stops at a first error.

    Raises `UnreadableFileError` (see `moodle_syntax.questions_of`).
    """
    return Reading().take(_read(data))


def _read(data: bytes) -> Iterator[Found]:
    category, number = "", 0
    for line, element, pictures in questions_of(data):
        if isinstance(element, ParseError):
            yield Note(Place(line), _("The XML is broken here: what follows could not be read."))
        elif element is not None and element.get("type") == "category":
            category = category_tag(_text(element.find("category")))
        else:
            number += 1
            place = Place(line, number)
            yield from of_element(place, element, pictures, category) if element is not None else _too_long(place)


def _too_long(place: Place) -> Iterator[Found]:
    yield Note(place, question_too_long())


def of_element(place: Place, element: Element, pictures: list[Picture], category: str) -> Iterator[Found]:
    remarks: list[Remark] = []
    try:
        question = _question(element, category, remarks)
    except MoodleError as error:
        yield Note(place, str(error), name=_name(element), kind=name_of_kind(element.get("type", "")))
        return
    carried = {picture.name for picture in pictures}
    if pictures:
        yield place, pictures
    else:
        question = in_every_text(question, _without_pictures)
    yield place, question
    for text, holds in dict.fromkeys([*remarks, *_left_out(element), *_embedded(element, carried)]):
        yield note_on(place, question, text, holds=holds)


def _without_pictures(text: str) -> str:
    return replace_inside(text, {})


def _question(element: Element, category: str, remarks: list[Remark]) -> QuestionContent:
    kind = _kind(element)
    choices = _choices(kind, element, remarks)
    if len(choices) > MAX_CHOICES:
        raise MoodleError(_("A question has %(count)d choices at most.") % {"count": MAX_CHOICES})
    return _content(kind, choices, element, category)


def _kind(element: Element) -> Kind:
    name = element.get("type", "")
    if name == "multichoice":
        # An empty <single/> means several, no <single> one.
        single = element.find("single")
        is_single = single is None or _text(single).lower() in {"true", "1"}
        return Kind.SINGLE if is_single else Kind.SEVERAL
    if name == "description":
        raise MoodleError(_("A text that asks nothing (a “description”) is not kept."))
    if name not in KINDS:
        said = {"name": name_of_kind(name) or name[:40]}
        raise MoodleError(_("The questions of type “%(name)s” do not exist here.") % said)
    return KINDS[name]


def name_of_kind(name: str) -> str:
    """What people call a type of question of Moodle, "" for one that is not Moodle's own."""
    if name in KINDS:
        return str(KINDS[name].label)
    return str(FOREIGN.get(name, ""))


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
    name = _name(element)
    return QuestionContent(
        kind=kind,
        stem=stem,
        choices=points,
        principle=general,
        model_answer=model,
        name="" if _is_of_our_export(name, element, stem) else name,
        uid=uid_from(_text(element.find("idnumber"))),
        tags=tuple(dict.fromkeys(tag for tag in [*tags, category] if tag)),
        fixed_order=kind in {Kind.SINGLE, Kind.SEVERAL} and shuffle in {"false", "0"},
    )


def _is_of_our_export(name: str, element: Element, stem: str) -> bool:
    """Whether a name is what our export gives to a question without one. Our texts are always Markdown."""
    text = element.find("questiontext")
    return text is not None and _format(text) == "markdown" and name == first_words(stem)


def _name(element: Element) -> str:
    return to_plain(_text(element.find("name")), "moodle")[:255]


def _choices(kind: Kind, element: Element, notes: list[Remark]) -> tuple[Choice, ...]:
    answers = element.findall("answer")
    if kind == Kind.RECALL:
        return ()
    if kind == Kind.MATCHING:
        return _pairs(element.findall("subquestion"))
    if kind == Kind.TRUE_FALSE:
        return _true_false(answers)
    if kind == Kind.ORDERING:
        answers = sorted(answers, key=_fraction)
        notes += _part_of_the_items(element)
        return tuple(
            Choice(choice_id(place), _markdown(answer), explanation=_markdown(answer.find("feedback")))
            for place, answer in enumerate(answers)
        )
    # An answer without a text is none, for Moodle as well.
    answers = [answer for answer in answers if _text(answer)]
    choices = tuple(_answer(kind, place, answer, notes) for place, answer in enumerate(answers))
    if kind == Kind.SEVERAL:
        notes += changed_key([_fraction(answer) for answer in answers])
    if kind == Kind.SHORT and _text(element.find("usecase")) == "1":
        notes.append((_("Capital and small letters counted: here they do not."), False))
    if not any(choice.right for choice in choices):
        raise MoodleError(_("No answer is right."))
    return choices


def _answer(kind: Kind, place: int, answer: Element, notes: list[Remark]) -> Choice:
    fraction = _fraction(answer)
    typed = kind in {Kind.SHORT, Kind.NUMERIC}
    text = to_plain(_text(answer), _format(answer)) if typed else _markdown(answer)
    if kind == Kind.SHORT:
        text, remarks = foreseen(text)
        notes += remarks
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


def _part_of_the_items(element: Element) -> Iterator[Remark]:
    if _text(element.find("selecttype"), "ALL").upper() not in {"ALL", "0"}:
        yield _("Only some of its items were asked at a time: here all of them are."), False


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


def _left_out(element: Element) -> Iterator[Remark]:
    hints = [hint for hint in element.findall("hint") if _text(hint)]
    if hints:
        yield _("Its hints are not kept."), False
    common = ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback")
    if any(_text(element.find(name)) for name in common):
        yield _("Its common messages for right and wrong answers are not kept."), False
    if element.find("units") is not None and len(element.findall("units/unit")) > 0:
        yield _("Its units are not kept."), False
    for image in element.findall("image"):
        if name := (image.text or "").strip():
            yield sentence(Embedded(Sort.PICTURE, name[:80], is_inside=True), is_kept=False)


def _embedded(element: Element, carried: set[str]) -> Iterator[Remark]:
    """What its texts hold and this site does not show as Moodle does; `carried` are the pictures of the file."""
    for part in element.iter():
        text = part.find("text")
        if text is None or not text.text:
            continue
        for one in embedded(text.text, _format(part)):
            is_kept = one.is_inside and one.name in carried
            if one.sort == Sort.PICTURE and is_kept and part.tag in {"answer", "subquestion"}:
                said = {"name": one.name}
                yield _("The picture “%(name)s” of a choice is not shown: write what it shows.") % said, True
            else:
                yield sentence(one, is_kept)
