"""
Who was erased, so that a backup from before does not bring them back.

A line for each account, in a file beside the database, since the database is what a restore replaces: the number of the
account and the instant it was opened. Once the account is gone, these lead to nobody.
"""

import json
import logging
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from .models import User

FILE = "effacements.jsonl"
Erased = tuple[int, str]

logger = logging.getLogger(__name__)


def note_erasure(instance: User, **kwargs: Any) -> None:
    """A signal's receiver, before the row goes. Written once it is gone: an erasure that failed is none."""
    erased = (instance.pk, instance.date_joined.isoformat())

    def write() -> None:  # no `partial`: Django names a robust callback that fails by its __qualname__
        _write(erased)

    transaction.on_commit(write, robust=True)


def replay() -> int:
    """Erases again the accounts that were erased after the backup that was just restored; says how many."""
    count = 0
    for key, opened in set(_erased()):
        # The number may be another person's by now: numbers start again after a restore, instants do not.
        for user in User.objects.filter(pk=key, date_joined=opened):
            user.delete()
            count += 1
    return count


def _path() -> Path:
    return Path(settings.VAR_DIR) / FILE


def _write(erased: Erased) -> None:
    if erased in _erased():
        return
    file = os.open(_path(), os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o640)
    try:
        # In one piece, since others write too; on a line of its own, whatever a full disk left of the line before.
        os.write(file, f"\n{json.dumps(erased)}\n".encode())
        os.fsync(file)
    finally:
        os.close(file)


def _erased() -> Iterator[Erased]:
    if not _path().exists():
        return
    for line in filter(str.strip, _path().read_text().splitlines()):
        try:
            key, opened = json.loads(line)
            erased = int(key), str(opened)
        except (ValueError, TypeError):
            logger.warning("A line of %s cannot be read: %r", FILE, line[:80])
        else:
            yield erased
