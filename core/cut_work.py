"""
Work cut short: a task whose worker is gone (killed, out of memory, a machine that lost its power).

django-tasks-db marks a task as running and leaves it so for ever when its worker dies. Here each worker's heartbeat
says that it lives; what ran with a worker that does not is taken back: done again where that is safe, told where not.
"""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, TypeVar

from django.db import InterfaceError, OperationalError
from django.utils import timezone
from django_tasks.base import Task
from django_tasks_db.models import DBTaskResult

from core.models import WorkerBeat

logger = logging.getLogger(__name__)

BEAT = 10
"""Seconds between two heartbeats."""
SILENCE = timedelta(seconds=40)
"""A worker that said nothing for so long is thought gone; it is looked at once more, a beat later, before acting."""
TIMES = 3
"""A task that ends its worker each time (a picture that takes all the memory) is not tried for ever."""
PAUSE = timedelta(seconds=20)
"""How long a task waits that failed because the database was locked or away; twice as long the second time."""
PASSING = {f"django.db.utils.{error.__name__}" for error in (OperationalError, InterfaceError)}

AnyTask = TypeVar("AnyTask", bound=Task[Any, Any])
_again: set[str] = set()
_told: dict[str, Callable[..., None]] = {}


class WorkCutError(Exception):
    """What a task that was cut short and is not done again failed with."""


def again_when_cut(task: AnyTask) -> AnyTask:
    """Decorates a task that may be done twice: what it did already, it does not do again or does to the same end."""
    _again.add(task.module_path)
    return task


def tell_when_cut(task: Task[Any, Any], tell: Callable[..., None]) -> None:
    """`tell` gets the arguments of a task that was cut short and must not be done again unasked."""
    _told[task.module_path] = tell


def living(now: datetime | None = None) -> list[WorkerBeat]:
    """The workers that were heard of lately."""
    return list(WorkerBeat.objects.filter(seen_at__gt=(now or timezone.now()) - SILENCE).order_by("started_at"))


def beat(worker_id: str, started_at: datetime) -> None:
    WorkerBeat.objects.update_or_create(
        worker_id=worker_id, defaults={"seen_at": timezone.now()}, create_defaults=_first(started_at)
    )


def _first(started_at: datetime) -> dict[str, datetime]:
    return {"seen_at": timezone.now(), "started_at": started_at}


def forget_gone_workers() -> None:
    WorkerBeat.objects.filter(seen_at__lt=timezone.now() - timedelta(days=1)).delete()


def orphans(now: datetime | None = None) -> list["DBTaskResult[Any, Any]"]:
    """The tasks that run with no living worker."""
    now = now or timezone.now()
    ids = {worker.worker_id for worker in living(now)}
    running = DBTaskResult.objects.running().filter(started_at__lt=now - SILENCE)
    return [result for result in running if not result.worker_ids or result.worker_ids[-1] not in ids]


def take_back(result: "DBTaskResult[Any, Any]") -> None:
    """Gives an orphan back to the queue, or fails it and tells those who wait for it."""
    running = DBTaskResult.objects.running().filter(pk=result.pk, worker_ids=result.worker_ids)
    if result.task_path in _again and len(result.worker_ids) < TIMES:
        if running.update(status="READY", started_at=None):
            logger.warning("Task %s was cut short and will be done again.", result.task_path)
        return
    error = WorkCutError("The worker that did this task is gone.")
    failed = {"exception_class_path": f"{WorkCutError.__module__}.WorkCutError", "traceback": str(error)}
    if not running.update(status="FAILED", finished_at=timezone.now(), **failed):
        return
    logger.error("Task %s was cut short and is not done again by itself.", result.task_path)
    if tell := _told.get(result.task_path):
        tell(*result.args_kwargs["args"], **result.args_kwargs["kwargs"])


def do_again_later(result: "DBTaskResult[Any, Any]") -> bool:
    """
    Gives a task back that failed because the database was locked or away, where it may be done twice.

    The worker that lives on is not enough: what it was at would stay undone, or done and said to have failed.
    """
    times = len(result.worker_ids)
    if result.task_path not in _again or times >= TIMES:
        return False
    failed = DBTaskResult.objects.failed().filter(pk=result.pk, exception_class_path__in=PASSING)
    again = {"status": "READY", "started_at": None, "finished_at": None, "exception_class_path": "", "traceback": ""}
    if not failed.update(run_after=timezone.now() + times * PAUSE, **again):
        return False
    logger.warning("Task %s met a database that was locked or away and will be done again.", result.task_path)
    return True
