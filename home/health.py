"""How the site is: for a monitor at `/sante/`, for the host on the first page of the admin."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import DatabaseError, InterfaceError, connection
from django.db.models import QuerySet
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from core.cut_work import living
from core.failures import errors_since
from core.models import PeriodicRun
from mail import outbox

OVERDUE = timedelta(minutes=15)


@dataclass(frozen=True)
class Health:
    """`works` is what a monitor asks; the rest is what somebody should look at."""

    database: bool
    worker: bool
    mails_waiting: int = 0
    mail_is_late: bool = False
    failed_tasks: int = 0
    late_works: tuple[str, ...] = ()

    @property
    def works(self) -> bool:
        return self.database and self.worker


def look() -> Health:
    """
    In five short queries; a database that does not answer is a finding.

    What the mail server said names people: it is no part of what a monitor reads.
    """
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        waiting = outbox.waiting()
        return Health(
            database=True,
            worker=bool(living()),
            mails_waiting=waiting.number,
            mail_is_late=waiting.since is not None and timezone.now() - waiting.since > OVERDUE,
            failed_tasks=failed_tasks(days=7).count(),
            late_works=tuple(late_works()),
        )
    except (DatabaseError, InterfaceError):
        return Health(database=False, worker=False)


def failed_tasks(days: int) -> QuerySet["DBTaskResult[Any, Any]"]:
    since = timezone.now() - timedelta(days=days)
    return DBTaskResult.objects.failed().filter(finished_at__gte=since).order_by("-finished_at")


def late_works() -> Iterator[str]:
    """The periodic works whose last run failed, or that should have run long ago."""
    now = timezone.now()
    for run in PeriodicRun.objects.order_by("name"):
        if run.last_error or run.next_at < now - OVERDUE:
            yield run.name


def errors_by_kind(days: int) -> list[tuple[str, int, str]]:
    """The errors of the last days by kind: how many, and the latest reference; the most frequent first."""
    counted: dict[str, tuple[int, str]] = {}
    for error in errors_since(days):
        number, latest = counted.get(error["kind"], (0, error["reference"]))
        counted[error["kind"]] = (number + 1, latest)
    return sorted(((kind, *told) for kind, told in counted.items()), key=lambda row: -row[1])
