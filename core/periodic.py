"""Work that comes again and again, done by whichever worker is there first: no timer, no second daemon."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from core.models import PeriodicRun

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Periodic:
    name: str
    every: timedelta
    do: Callable[[], object]


_registered: dict[str, Periodic] = {}


def register(name: str, every: timedelta, do: Callable[[], object]) -> None:
    """`do` takes nothing, may be done twice at once, and is short: the other tasks wait for its end."""
    _registered[name] = Periodic(name, every, do)


def do_what_is_due() -> list[str]:
    """Does each work whose time has come, and returns their names. One that fails says so and stops no other."""
    now = timezone.now()
    next_at = dict(PeriodicRun.objects.values_list("name", "next_at"))
    due = [work for work in _registered.values() if next_at.get(work.name, now) <= now]
    return [work.name for work in due if _claim(work) and _do(work)]


def _claim(work: Periodic) -> bool:
    """One worker takes it. The clock of a machine may go back: what is due far ahead is due."""
    now = timezone.now()
    row, is_new = PeriodicRun.objects.get_or_create(name=work.name, defaults={"next_at": now + work.every})
    if is_new:
        return True
    return bool(PeriodicRun.objects.filter(name=work.name, next_at=row.next_at).update(next_at=now + work.every))


def _do(work: Periodic) -> bool:
    error = ""
    try:
        work.do()
    except Exception as raised:
        logger.exception("The periodic work “%s” failed.", work.name)
        error = f"{type(raised).__name__}: {raised}"[:1000]
    PeriodicRun.objects.filter(name=work.name).update(ended_at=timezone.now(), last_error=error)
    return True
