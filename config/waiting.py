"""
How long a request waits to write, and how many wait at once.

SQLite has one writer at a time. While an import writes, requests that write too wait for it, each with its thread; were
all the threads to wait, nobody could read. So in the processes of the site (not in the worker, which may wait) a write
waits `LONGEST` at most, and `AT_ONCE` requests of a process wait together: the next one is told at once that the site
is busy (`busy` gives back what was written).
"""

import threading
from collections.abc import Callable
from typing import Any

from django.db import OperationalError
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

LONGEST = 1.5
"""Seconds. A form is answered within two."""
AT_ONCE = 2
"""Of the four threads of a process (deploy/parcours.service): two remain to read."""
PATIENCE = 0.1
"""Seconds: a write that waits for nobody takes less."""
READS = ("SELECT", "PRAGMA", "EXPLAIN", "SAVEPOINT", "RELEASE", "ROLLBACK", "COMMIT", "WITH")

_places = threading.BoundedSemaphore(AT_ONCE)


def bound() -> None:
    """From now on, in this process. On PostgreSQL, a lock that another holds is waited for as long."""
    connection_created.connect(_bound_connection, dispatch_uid="config.waiting")


def _bound_connection(sender: object, connection: BaseDatabaseWrapper, **kwargs: object) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"PRAGMA busy_timeout = {int(LONGEST * 1000)}")
        elif connection.vendor == "postgresql":
            cursor.execute(f"SET lock_timeout = {int(LONGEST * 1000)}")
    if connection.vendor == "sqlite" and _in_turn not in connection.execute_wrappers:
        connection.execute_wrappers.append(_in_turn)


def _in_turn(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
    """Takes a place for the statement that begins to write: what follows it in its transaction waits no more."""
    if (context["connection"].in_atomic_block and not sql.startswith("BEGIN")) or sql.lstrip().upper().startswith(
        READS
    ):
        return execute(sql, params, many, context)
    if not _places.acquire(timeout=PATIENCE):
        raise OperationalError("database is locked")
    try:
        return execute(sql, params, many, context)
    finally:
        _places.release()
