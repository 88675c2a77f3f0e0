"""The running order of a workshop on a scenario, for the time there is."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

DURATIONS = (45, 90, 120)
DEFAULT_DURATION = 120
PEOPLE = range(1, 31)
DEFAULT_PEOPLE = 12


@dataclass(frozen=True)
class Activity:
    """One line of the running order; `start` is in minutes from the beginning."""

    start: int
    minutes: int
    value: Mapping[str, Any]

    @property
    def end(self) -> int:
        return self.start + self.minutes


@dataclass(frozen=True)
class RunningOrder:
    duration: int
    activities: tuple[Activity, ...]
    dropped: tuple[Mapping[str, Any], ...]

    @property
    def minutes(self) -> int:
        return sum(activity.minutes for activity in self.activities)

    @property
    def is_too_long(self) -> bool:
        """What must be kept does not fit: said on the page, not hidden."""
        return self.minutes > self.duration

    @property
    def material(self) -> list[str]:
        return list(dict.fromkeys(item for a in self.activities if (item := str(a.value["material"] or "").strip())))


def wanted_duration(query: Mapping[str, str]) -> int:
    return _one_of(query.get("duree", ""), DURATIONS, DEFAULT_DURATION)


def wanted_people(query: Mapping[str, str]) -> int:
    return _one_of(query.get("personnes", ""), PEOPLE, DEFAULT_PEOPLE)


def _one_of(text: str, numbers: Iterable[int], default: int) -> int:
    """The number that a text writes when it is one of these; a digit such as “²” is none."""
    return {str(number): number for number in numbers}.get(text, default)


def running_order(activities: Sequence[Mapping[str, Any]], duration: int) -> RunningOrder:
    """
    The activities that fit in `duration` minutes.

    Optional ones are left out in the order that the editor set (1 first) until the rest fits; those without an order
    always stay. The order of the activities never changes.
    """
    kept = list(activities)
    optional = sorted((a for a in activities if a["drop_order"]), key=lambda a: a["drop_order"])
    dropped: list[Mapping[str, Any]] = []
    while optional and sum(a["minutes"] for a in kept) > duration:
        gone = optional.pop(0)
        dropped.append(gone)
        kept = [a for a in kept if a is not gone]
    timed, start = [], 0
    for activity in kept:
        timed.append(Activity(start, activity["minutes"], activity))
        start += activity["minutes"]
    return RunningOrder(duration, tuple(timed), tuple(dropped))
