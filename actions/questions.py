"""The questions of the tool chooser, as a form asks them. All are optional; the answers stand in the address."""

from dataclasses import dataclass

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.enums import Level
from resources.enums import Hosting

from .chooser import HOSTING_REASONS, AccountPossible, GroupContext, GroupSize


@dataclass(frozen=True)
class Option:
    value: str
    label: str
    is_checked: bool


@dataclass(frozen=True)
class Question:
    """One question with its answers, “I do not know” last, checked when nothing else is."""

    name: str
    legend: str
    options: tuple[Option, ...]


_QUESTIONS: tuple[tuple[str, Promise, type[models.TextChoices]], ...] = (
    ("groupe", _("How many will you be?"), GroupSize),
    ("aisance", _("How at ease are you with these tools?"), Level),
    ("heb", _("Who looks after the tool?"), Hosting),
    ("compte", _("Can everybody create an account?"), AccountPossible),
)


def questions(context: GroupContext) -> list[Question]:
    """The four questions, with the answers already given."""
    given = context.as_query()
    return [_question(name, str(legend), choices, given.get(name, "")) for name, legend, choices in _QUESTIONS]


def _question(name: str, legend: str, choices: type[models.TextChoices], given: str) -> Question:
    options = [Option(value, str(label), value == given) for value, label in choices.choices]
    return Question(name, legend, (*options, Option("", str(_("I do not know")), not given)))


def answers_in_words(context: GroupContext) -> list[str]:
    """What a group answered, in the order of the questions; what it does not know is left out."""
    size, hosting = context.size, context.hosting
    accounts = {AccountPossible.YES: _("accounts possible"), AccountPossible.NO: _("no account")}
    words = (
        size and _("%(size)s people") % {"size": size.label.lower()},
        context.ease and context.ease.label.lower(),
        hosting and HOSTING_REASONS[hosting],
        context.account and accounts[context.account],
        context.phone_only and _("by telephone only"),
    )
    return [str(word) for word in words if word]
