"""Giving explanations to drafts that lack nothing else: ten at a time, on one screen."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django import forms
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from quizzes.checking import missing, missing_explanations, unexplained
from quizzes.content import Choice
from quizzes.enums import TYPED
from quizzes.exchange.reading import MAX_TEXT
from quizzes.models import Question
from quizzes.presenting import words_of
from quizzes.queries import draft_questions
from quizzes.rendering import plain

ON_A_SCREEN = 10
PRINCIPLE = "principle"


class ExplanationForm(forms.Form):
    """What is missing of one question: its principle, and the explanation of each mistake foreseen."""

    def __init__(self, question: Question, data: Mapping[str, str] | None = None) -> None:
        super().__init__(data, prefix=question.uid.hex)
        self.question = question
        self.content = question.content()
        self.fields[PRINCIPLE] = _text(_("Principle to remember, shown after every answer"), self.content.principle)
        for choice in unexplained(self.content):
            if self.content.kind in TYPED and not choice.right:
                label = _("Explanation of “%(text)s”") % {"text": choice.text[:80]}
                self.fields[choice.id] = _text(label, "")

    @property
    def was_sent(self) -> bool:
        return self.add_prefix(PRINCIPLE) in self.data

    @property
    def stem(self) -> str:
        return plain(self.question.rendered.get("", {}).get("stem", ""))

    @property
    def choices(self) -> list[tuple[str, Choice]]:
        """The words of each choice as they are shown."""
        kept = self.question.rendered
        shown = {choice.id: plain(kept.get(choice.id, {}).get("text", "")) for choice in self.content.choices}
        return [(shown[choice.id] or words_of(self.content.kind, choice), choice) for choice in self.content.choices]

    @property
    def other_reasons(self) -> list[str]:
        """What else keeps the question from being published."""
        said = missing_explanations(self.content)
        return [reason for reason in missing(self.content) if reason not in said]


def _text(label: str, initial: str) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 2})
    return forms.CharField(label=label, initial=initial, required=False, max_length=MAX_TEXT, widget=widget)


@dataclass(frozen=True)
class Screen:
    """Some drafts to explain, how many there are in all, and the last one shown where others follow."""

    questions: list[Question]
    count: int
    last: int | None


def to_explain(after: int = 0) -> Screen:
    """The drafts that want explanations, the oldest first, from the one that follows the identifier `after`."""
    waiting = [question for question in draft_questions() if missing_explanations(question.content())]
    rest = [question for question in waiting if question.pk > after]
    shown = rest[:ON_A_SCREEN]
    return Screen(shown, len(waiting), shown[-1].pk if len(rest) > ON_A_SCREEN else None)


@transaction.atomic
def explain(filled: Iterable[ExplanationForm], user: User | AnonymousUser, *, publishes: bool) -> tuple[int, int]:
    """
    Keeps what was written, as revisions of that person; publishes the questions that lack nothing more, if asked.

    Returns how many questions were changed and how many were published.
    """
    changed = published = 0
    for form in filled:
        # A draft that another person explained meanwhile left the screen, and one that was not on it came: it was not
        # sent, and would be taken for emptied.
        if not form.was_sent or not form.has_changed():
            continue
        _fill(form.question, form.cleaned_data)
        form.question.save()
        revision = form.question.save_revision(user=user)
        changed += 1
        if publishes and not missing(form.question.content()):
            revision.publish(user=user)
            published += 1
    return changed, published


def _fill(question: Question, said: Mapping[str, str]) -> None:
    question.principle = said[PRINCIPLE].strip()
    raw = question.choices.get_prep_value()
    for block in raw:
        if text := said.get(block["id"], "").strip():
            block["value"]["explanation"] = text
    question.choices = question.choices.stream_block.to_python(raw)
