"""What a question must have before it is published."""

import re

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.addresses import is_link
from quizzes.content import Choice, QuestionContent
from quizzes.enums import ARRANGED, PICKED, TYPED, Kind
from quizzes.grading import ANYTHING, fold_answer, read_number
from quizzes.rendering import inline, plain, to_html

_MARKUP = re.compile(r"<[^<>]*>|&[^&;\s]*;|\]\([^()\s]*\)")
_LETTER = re.compile(r"[^\W_]")


def missing(question: QuestionContent) -> list[str]:
    """What keeps a question from being published, in full sentences; empty when nothing does."""
    if not question.stem.strip():
        return [_("Write the question.")]
    return [
        *_missing_choices(question),
        *_blank_choices(question),
        *missing_explanations(question),
        *_wrong_address(question),
    ]


def _blank_choices(question: QuestionContent) -> list[str]:
    """A choice that shows nothing is a button without a label: nobody knows what it says."""
    kind, choices = question.kind, question.choices
    if kind in {Kind.SINGLE, Kind.SEVERAL} and any(says_nothing(choice.text) for choice in choices):
        return [_("A choice has no text.")]
    if kind == Kind.ORDERING and any(says_nothing(choice.text) for choice in choices):
        return [_("An item has no text.")]
    if kind == Kind.MATCHING and any(not choice.match.strip() for choice in choices):
        return [_("The right half of a pair has no text.")]
    return []


def says_nothing(text: str) -> bool:
    """Whether a Markdown text shows nothing. A letter outside of tags and entities is proof enough without rendering."""
    if _LETTER.search(_MARKUP.sub(" ", text)):
        return False
    return not plain(inline(to_html(text))).strip()


def _wrong_address(question: QuestionContent) -> list[str]:
    if not question.lesson_url or is_link(question.lesson_url):
        return []
    return [_("The address of the passage begins with / (on this site) or with https://.")]


def _missing_choices(question: QuestionContent) -> list[str]:
    kind, choices = question.kind, question.choices
    right = len(question.right_ids)
    if kind == Kind.RECALL:
        return [] if question.model_answer.strip() else [_("Write the model answer.")]
    if kind in {Kind.SINGLE, Kind.SEVERAL} and len(choices) < 2:
        return [_("Give at least two choices. “I do not know” is added by itself.")]
    if kind == Kind.SINGLE and not 0 < right < len(choices):
        return [_("Tick the right answer. Tick more than one only where each of them is right by itself.")]
    if kind == Kind.SEVERAL and not right:
        return [_("Tick at least one right answer.")]
    if kind == Kind.TRUE_FALSE and right != 1:
        return [_("Say whether it is true or false.")]
    if kind == Kind.ORDERING and len(choices) < 2:
        return [_("Give at least two items to put in order.")]
    if kind == Kind.MATCHING:
        return _missing_pairs(question)
    return _missing_typed(question) if kind in TYPED else _same_twice([choice.text for choice in choices])


def _missing_pairs(question: QuestionContent) -> list[str]:
    pairs = [choice for choice in question.choices if choice.text.strip()]
    if len(pairs) < 2:
        return [_("Give at least two pairs.")]
    return _same_twice([choice.text for choice in pairs])


def _missing_typed(question: QuestionContent) -> list[str]:
    if not any(choice.right and choice.text.strip() != ANYTHING for choice in question.choices):
        return [_("Give at least one right answer.")]
    if question.kind == Kind.SHORT:
        return _same_twice([fold_answer(choice.text) for choice in question.choices])
    wrong = [
        text
        for choice in question.choices
        for text in (choice.text, choice.tolerance)
        if text.strip() not in {"", ANYTHING} and read_number(text) is None
    ]
    return [_("“%(text)s” is not a number.") % {"text": text} for text in wrong]


def _same_twice(texts: list[str]) -> list[str]:
    seen: set[str] = set()
    twice = []
    for text in texts:
        if text and text.strip() in seen:
            twice.append(_("“%(text)s” stands there twice.") % {"text": text.strip()[:60]})
        seen.add(text.strip())
    return twice


def missing_explanations(question: QuestionContent) -> list[str]:
    """The part of `missing` that a principle, or an explanation, makes good."""
    if question.kind in ARRANGED:
        return [] if question.principle.strip() else [_("Write the principle: it explains the right answer.")]
    silent = unexplained(question)
    if not silent:
        return []
    message = ngettext("One choice has no explanation.", "%(count)d choices have no explanation.", len(silent))
    return [message % {"count": len(silent)}]


def unexplained(question: QuestionContent) -> list[Choice]:
    """The choices that nothing explains, where a person picks or types."""
    if question.kind not in PICKED | TYPED:
        return []
    # The principle is shown after every answer: it explains all the choices. A wrong answer that was foreseen says
    # what is wrong with it, or it would not have been foreseen.
    explained = bool(question.principle.strip())
    return [
        choice
        for choice in question.choices
        if not choice.explanation.strip() and not (explained and (choice.right or question.kind in PICKED))
    ]
