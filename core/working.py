"""The worker: django-tasks-db's own, which says that it lives, keeps the calendar, and outlives a database that is away."""

import contextlib
import logging
import threading
import time
from datetime import datetime
from typing import Any

from django.db import DatabaseError, InterfaceError, close_old_connections, connections
from django.utils import timezone
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker as TasksWorker
from django_tasks_db.models import DBTaskResult

from . import cut_work, periodic

logger = logging.getLogger(__name__)

LONGEST_WAIT = 30
"""Seconds between two tries to reach a database that is away."""


class Worker(TasksWorker):
    """
    A lock, a full disk or a lost database end a round, never the process.

    What it did then stays marked as running under a name that beats no more: it is taken back as any cut work is.
    """

    def run(self) -> None:
        wait = 1
        while self.running:
            self.worker_id = get_random_string(32)
            with Heart(self.worker_id):
                started = time.monotonic()
                try:
                    super().run()
                except (DatabaseError, InterfaceError, OSError) as error:
                    if time.monotonic() - started > LONGEST_WAIT:
                        wait = 1
                    logger.error("The worker cannot work now (%s); it tries again in %s s.", error, wait)
                else:
                    return
            connections.close_all()
            time.sleep(wait)
            wait = min(2 * wait, LONGEST_WAIT)

    def run_task(self, db_task_result: "DBTaskResult[Any, Any]") -> None:
        super().run_task(db_task_result)
        cut_work.do_again_later(db_task_result)


class Heart:
    """
    A thread that beats while a worker works, on a connection of its own.

    At each beat it also looks after what must not wait for the end of a long task: the calendar, and orphans.
    """

    def __init__(self, worker_id: str) -> None:
        self.worker_id = worker_id
        self.started_at: datetime = timezone.now()
        self.suspects: set[str] = set()
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._live, name="heart", daemon=True)

    def __enter__(self) -> "Heart":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stopped.set()
        self._thread.join(timeout=1)

    def _live(self) -> None:
        while True:
            # A database that is away is told by the worker itself; a beat that is missed is made up for by the next.
            with contextlib.suppress(DatabaseError, InterfaceError, OSError):
                self.beat()
            close_old_connections()
            if self._stopped.wait(cut_work.BEAT):
                connections.close_all()
                return

    def beat(self) -> None:
        cut_work.beat(self.worker_id, self.started_at)
        found = {str(result.pk): result for result in cut_work.orphans()}
        # Seen twice: after a long lock, the beats that waited must have had the time to be written.
        for key in self.suspects & found.keys():
            cut_work.take_back(found[key])
        self.suspects = set(found) - self.suspects
        periodic.do_what_is_due()
