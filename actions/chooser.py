"""
Which tool for this group? A pure function over the facts of tool sheets.

Hard filters first (size of the group, accounts, who looks after the tool, telephone), then a score: fit of the level
(3 when exact, 1 when one off), one point for each trial of the last twelve months, one for a tutorial, one for a free
host of the CHATONS collective; ties are settled by name, then by code. A fact that is not known excludes nothing: it is
said, and the tool comes after those whose facts are known. What is not answered asks for nothing, but an unknown ease
counts as a beginner's.
"""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import TypeVar
from urllib.parse import urlencode

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.enums import Level
from resources.enums import Account, Hosting, Phone

TRIAL_COUNTS_FOR = datetime.timedelta(days=365)
OTHERS_SHOWN = 2
Answer = TypeVar("Answer", bound=models.TextChoices)

LEVELS = list(Level)


class GroupSize(models.TextChoices):
    UP_TO_5 = "2-5", _("2 to 5")
    UP_TO_12 = "6-12", _("6 to 12")
    UP_TO_30 = "13-30", _("13 to 30")
    OVER_30 = "30-plus", _("More than 30")

    @property
    def bounds(self) -> tuple[int, int]:
        """The smallest and the largest group that a tool must carry to serve this size."""
        return {"2-5": (2, 5), "6-12": (6, 12), "13-30": (13, 30), "30-plus": (31, 31)}[self.value]


class AccountPossible(models.TextChoices):
    YES = "oui", _("Yes")
    NO = "non", _("No")


@dataclass(frozen=True)
class GroupContext:
    """What a group said of itself; `None` is “I do not know”."""

    ease: Level | None = None
    account: AccountPossible | None = None
    size: GroupSize | None = None
    hosting: Hosting | None = None
    phone_only: bool = False

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> "GroupContext":
        """Reads the answers of an address. A value that is not one of the answers is “I do not know”."""
        return cls(
            ease=_member(Level, query.get("aisance")),
            account=_member(AccountPossible, query.get("compte")),
            size=_member(GroupSize, query.get("groupe")),
            hosting=_member(Hosting, query.get("heb")),
            phone_only=query.get("telephone") == "oui",
        )

    def as_query(self) -> dict[str, str]:
        """The answers as parameters, in the order of their names, so that the same answers are one address."""
        answers = {
            "aisance": self.ease,
            "compte": self.account,
            "groupe": self.size,
            "heb": self.hosting,
            "telephone": "oui" if self.phone_only else None,
        }
        return {name: str(value) for name, value in answers.items() if value}

    @property
    def suffix(self) -> str:
        """The answers as they end an address, with their question mark; empty when there is none."""
        answers = self.as_query()
        return f"?{urlencode(answers)}" if answers else ""


def _member(choices: type[Answer], value: str | None) -> Answer | None:
    return choices(value) if value in choices.values else None


@dataclass(frozen=True)
class ToolFacts:
    """What the chooser knows of a tool. Empty strings, `None` and empty sets are facts that nobody checked."""

    code: str
    name: str
    level: str = Level.BEGINNER
    account: str = ""
    phone: str = ""
    group_min: int | None = None
    group_max: int | None = None
    hosting: frozenset[str] = frozenset()
    trials: tuple[datetime.date, ...] = ()
    has_tutorial: bool = False
    has_free_chatons_host: bool = False


class Obstacle(Enum):
    """Why a tool is set aside."""

    TOO_SMALL = _("does not carry a group of this size")
    TOO_LARGE = _("is made for larger groups")
    ACCOUNT = _("asks everybody for an account")
    HOSTING = _("is not offered this way")
    PHONE = _("does not work on a telephone")


class Doubt(Enum):
    """What nobody could say of a tool that was asked for: it is shown with the tool, in words that follow “Note:”."""

    SIZE = _("the size of group it carries was not checked")
    ACCOUNT = _("whether it asks for an account was not checked")
    HOSTING = _("it is a program to install on each computer")
    PHONE = _("its use on a telephone was not checked")


@dataclass(frozen=True)
class SetAside:
    tool: ToolFacts
    obstacles: tuple[Obstacle, ...]


@dataclass(frozen=True)
class Choice:
    """One tool, or the closest when none answers everything; `reasons` say why in words."""

    recommended: ToolFacts | None
    reasons: tuple[str, ...]
    doubts: tuple[Doubt, ...]
    others: tuple[ToolFacts, ...]
    set_aside: tuple[SetAside, ...]

    @property
    def closest(self) -> SetAside | None:
        """When nothing fits: the tool with the fewest obstacles, with what is against it."""
        return self.set_aside[0] if self.recommended is None and self.set_aside else None


def choose(tools: Iterable[ToolFacts], context: GroupContext, today: datetime.date) -> Choice:
    """The choice for a group. The order is total: the same tools in any order give the same answer."""
    fitting: list[ToolFacts] = []
    aside: list[SetAside] = []
    for tool in tools:
        against = obstacles(tool, context)
        if against:
            aside.append(SetAside(tool, against))
        else:
            fitting.append(tool)
    fitting.sort(key=lambda tool: (len(doubts(tool, context)), -score(tool, context, today), *_name_key(tool)))
    aside.sort(key=lambda item: (len(item.obstacles), -score(item.tool, context, today), *_name_key(item.tool)))
    recommended = fitting[0] if fitting else None
    return Choice(
        recommended=recommended,
        reasons=tuple(reasons(recommended, context, today)) if recommended else (),
        doubts=doubts(recommended, context) if recommended else (),
        others=tuple(fitting[1 : 1 + OTHERS_SHOWN]),
        set_aside=tuple(aside),
    )


def _name_key(tool: ToolFacts) -> tuple[str, str]:
    return tool.name.casefold(), tool.code


def obstacles(tool: ToolFacts, context: GroupContext) -> tuple[Obstacle, ...]:
    """What is known against a tool, in a fixed order; empty when no fact contradicts what was asked for."""
    found = [_size_obstacle(tool, context)]
    if context.account == AccountPossible.NO and tool.account == Account.REQUIRED:
        found.append(Obstacle.ACCOUNT)
    if context.hosting and tool.hosting and context.hosting not in tool.hosting:
        found.append(Obstacle.HOSTING)
    if context.phone_only and tool.phone == Phone.NO:
        found.append(Obstacle.PHONE)
    return tuple(obstacle for obstacle in found if obstacle)


def doubts(tool: ToolFacts, context: GroupContext) -> tuple[Doubt, ...]:
    """What was asked for and is not known of a tool, in a fixed order. A program of one's own carries any group."""
    asked = {
        Doubt.SIZE: context.size is not None and tool.group_max is None and bool(tool.hosting),
        Doubt.ACCOUNT: context.account == AccountPossible.NO and not tool.account,
        Doubt.HOSTING: context.hosting is not None and not tool.hosting,
        Doubt.PHONE: context.phone_only and not tool.phone,
    }
    return tuple(doubt for doubt, is_asked in asked.items() if is_asked)


def _size_obstacle(tool: ToolFacts, context: GroupContext) -> Obstacle | None:
    if context.size is None:
        return None
    smallest, largest = context.size.bounds
    if tool.group_max is not None and tool.group_max < largest:
        return Obstacle.TOO_SMALL
    return Obstacle.TOO_LARGE if (tool.group_min or 1) > smallest else None


def score(tool: ToolFacts, context: GroupContext, today: datetime.date) -> int:
    """Higher is better; see the head of the module."""
    recent = sum(1 for day in tool.trials if today - TRIAL_COUNTS_FOR <= day <= today)
    return _level_fit(tool, context) + recent + tool.has_tutorial + tool.has_free_chatons_host


def _level_fit(tool: ToolFacts, context: GroupContext) -> int:
    ease = context.ease or Level.BEGINNER
    distance = abs(LEVELS.index(Level(tool.level)) - LEVELS.index(Level(ease)))
    return {0: 3, 1: 1}.get(distance, 0)


def reasons(tool: ToolFacts, context: GroupContext, today: datetime.date) -> list[str]:
    """Why this tool, in words that follow “Suggested because:”. Only what is known is a reason."""
    found: list[str] = []
    if context.size and tool.group_max is not None:
        found.append(str(_("%(size)s people") % {"size": context.size.label.lower()}))
    if tool.account == Account.NONE:
        found.append(str(_("no account")))
    elif tool.account == Account.GUESTS and context.account == AccountPossible.NO:
        found.append(str(_("no account to take part")))
    if context.hosting and context.hosting in tool.hosting:
        found.append(str(HOSTING_REASONS[context.hosting]))
    elif Hosting.SERVICE in tool.hosting:
        found.append(str(HOSTING_REASONS[Hosting.SERVICE]))
    if context.phone_only and tool.phone:
        found.append(str(_("works on a telephone")))
    if _level_fit(tool, context) == 3:
        found.append(str(_("at your level") if context.ease else _("within a beginner’s reach")))
    if any(today - TRIAL_COUNTS_FOR <= day <= today for day in tool.trials):
        found.append(str(_("tried within the last year")))
    if tool.has_tutorial:
        found.append(str(_("with a tutorial")))
    return found


HOSTING_REASONS = {
    Hosting.SERVICE: _("nothing to install"),
    Hosting.HOST: _("with a host that accompanies you"),
    Hosting.OWN_SERVER: _("on your own server"),
}
