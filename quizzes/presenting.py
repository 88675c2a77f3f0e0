"""What a template shows of a question: its choices as they stand on the screen, what was answered, what was right."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from media.attribution import Attribution
from quizzes.answering import DONT_KNOW, FIRST_SEED, LETTERS, shuffled
from quizzes.blocks import TRUE
from quizzes.content import Choice, QuestionContent
from quizzes.enums import ARRANGED, PICKED, TYPED, Kind
from quizzes.grading import ANYTHING, Grade, Response, grade
from quizzes.models import Question, Quiz
from quizzes.rendering import inline, is_one_paragraph, plain, rendered


@dataclass(frozen=True)
class Option:
    """A choice on the screen. `letter` is its value in the form; `yours` and `right` are said after the answer only."""

    letter: str
    html: SafeString
    text: str
    right: bool
    yours: bool
    explanation: SafeString


@dataclass(frozen=True)
class Slot:
    """A place to fill by a list: a rank, or the left side of a pair."""

    name: str
    label: SafeString
    chosen: str
    given: SafeString
    right: SafeString
    explanation: SafeString
    is_right: bool


@dataclass(frozen=True)
class Screen:
    """A question as shown, with the response given so far and its grade."""

    question: Question
    content: QuestionContent
    options: tuple[Option, ...]
    slots: tuple[Slot, ...]
    response: Response
    grade: Grade

    @property
    def stem_in_a_legend(self) -> SafeString:
        """The stem where a legend may hold it (one paragraph), else nothing: it then stands above the form."""
        return mark_safe(inline(self.stem)) if is_one_paragraph(self.stem) else SafeString("")

    @property
    def stem(self) -> SafeString:
        return self._text("stem")

    @property
    def principle(self) -> SafeString:
        return self._text("principle")

    @property
    def model_answer(self) -> SafeString:
        return self._text("model_answer")

    def _text(self, name: str) -> SafeString:
        return mark_safe(self.question.rendered.get("", {}).get(name, ""))

    @property
    def is_picked(self) -> bool:
        return self.content.kind in PICKED

    @property
    def is_several(self) -> bool:
        return self.content.kind == Kind.SEVERAL

    @property
    def is_typed(self) -> bool:
        return self.content.kind in TYPED

    @property
    def is_numeric(self) -> bool:
        return self.content.kind == Kind.NUMERIC

    @property
    def is_arranged(self) -> bool:
        return self.content.kind in ARRANGED

    @property
    def is_ordering(self) -> bool:
        return self.content.kind == Kind.ORDERING

    @property
    def is_recall(self) -> bool:
        return self.content.kind == Kind.RECALL

    @property
    def yours(self) -> tuple[Option, ...]:
        return tuple(option for option in self.options if option.yours)

    @property
    def right_options(self) -> tuple[Option, ...]:
        return tuple(option for option in self.options if option.right)

    @property
    def outcome(self) -> str:
        """One word for scripts: `right`, `wrong`, `dont-know`, or `seen` for free recall."""
        if self.response.dont_know:
            return "dont-know"
        if self.is_recall:
            return "seen"
        return "right" if self.grade.right else "wrong"

    @property
    def missing(self) -> int:
        """Of several right choices, how many were not chosen; none is said where a wrong one was, or where all are."""
        chosen = [option for option in self.options if option.yours]
        if not self.is_several or not chosen or not all(option.right for option in chosen):
            return 0
        return len(self.right_options) - len(chosen)

    @property
    def sent(self) -> str:
        """What statistics would receive of this response: never a text that was typed."""
        if self.response.dont_know:
            return DONT_KNOW
        return " ".join(self.grade.options) or self.outcome


def screen(question: Question, response: Response, seed: str) -> Screen:
    content = question.content()
    graded = grade(content, response)
    yours = set(graded.options) | (set(response.ids) if content.kind in PICKED else set())
    ordered = [content.choice(identity) for identity in shuffled(content, question.key, seed)]
    letters = _letters(content)
    options = tuple(
        _option(question, choice, letters[choice.id], yours)
        for choice in _distinct(content, [choice for choice in ordered if choice])
    )
    return Screen(question, content, options, _slots(question, content, response), response, graded)


def credited(quiz: Quiz, questions: Iterable[Question]) -> list[Attribution]:
    """The quiz, and the questions that have other authors, another licence or source: each attribution once."""
    said: dict[tuple[str, ...], Attribution] = {}
    for work in (quiz, *questions):
        key = (work.licence, work.authors, work.source_title, work.source_url, work.changes)
        said.setdefault(key, work)
    return list(said.values())


def explanation_of_anything(shown: Screen) -> SafeString:
    """What the author says to every answer that was not foreseen."""
    choice = next((choice for choice in shown.content.choices if choice.text.strip() == ANYTHING), None)
    return _explanation(shown.question, choice) if choice else SafeString("")


def _letters(content: QuestionContent) -> dict[str, str]:
    """A letter for each choice; two pairs with the same right side share theirs, since nobody can tell them apart."""
    first: dict[str, str] = {}
    letters = {}
    for choice, letter in zip(content.choices, LETTERS, strict=False):
        letters[choice.id] = first.setdefault(choice.match, letter) if content.kind == Kind.MATCHING else letter
    return letters


def _distinct(content: QuestionContent, choices: list[Choice]) -> list[Choice]:
    if content.kind == Kind.MATCHING:
        return list({choice.match: choice for choice in choices}.values())
    return [choice for choice in choices if choice.text.strip() != ANYTHING]


def _option(question: Question, choice: Choice, letter: str, yours: set[str]) -> Option:
    html = _right_side(question, choice)
    explanation = _explanation(question, choice)
    return Option(letter, html, plain(html), choice.right, choice.id in yours, explanation)


def _right_side(question: Question, choice: Choice) -> SafeString:
    return escape(choice.match) if question.kind == Kind.MATCHING else _label(question, choice)


def words_of(kind: str, choice: Choice) -> str:
    """What stands on the screen for a choice, as it was written."""
    if kind == Kind.TRUE_FALSE:
        return _("True") if choice.id == TRUE else _("False")
    return choice.text


def _label(question: Question, choice: Choice) -> SafeString:
    if question.kind == Kind.TRUE_FALSE:
        return escape(words_of(question.kind, choice))
    if question.kind in TYPED:
        return escape(choice.text)
    return _kept_html(question, choice, "text")


def _explanation(question: Question, choice: Choice) -> SafeString:
    return _kept_html(question, choice, "explanation")


def _kept_html(question: Question, choice: Choice, name: str) -> SafeString:
    # Sanitised when the question was saved (rendering.py).
    return mark_safe(question.rendered.get(choice.id, {}).get(name, ""))


def _slots(question: Question, content: QuestionContent, response: Response) -> tuple[Slot, ...]:
    if content.kind == Kind.ORDERING:
        filled = content.choices
    elif content.kind == Kind.MATCHING:
        filled = tuple(choice for choice in content.choices if choice.text.strip())
    else:
        return ()
    given = (*response.ids, *[""] * len(filled))
    return tuple(_slot(question, content, place, choice, given[place]) for place, choice in enumerate(filled))


def _slot(question: Question, content: QuestionContent, place: int, choice: Choice, identity: str) -> Slot:
    taken = content.choice(identity)
    ordering = content.kind == Kind.ORDERING
    return Slot(
        name=f"r{place + 1}",
        label=escape(place + 1) if ordering else _label(question, choice),
        chosen=_letters(content).get(identity, ""),
        given=_right_side(question, taken) if taken else SafeString(""),
        right=_right_side(question, choice),
        explanation=_explanation(question, choice),
        is_right=taken is not None and (taken.id == choice.id if ordering else taken.match == choice.match),
    )


def preview(question: Question) -> dict[str, object]:
    """What the preview of a question shows, also of one that was never saved."""
    question.rendered = rendered(question.content())
    everything = Response(ids=tuple(choice.id for choice in question.content().choices))
    return {
        "screen": screen(question, Response(), FIRST_SEED),
        "answered": screen(question, everything if question.kind in PICKED else Response(dont_know=True), FIRST_SEED),
        "number": 1,
    }


def preview_on_paper(quiz: Quiz) -> dict[str, object]:
    questions = [place.question for place in quiz.places.all()]
    return {"quiz": quiz, "screens": [screen(question, Response(), FIRST_SEED) for question in questions]}
