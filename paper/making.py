"""
Asking the worker for a document, and following it.

A kind of document registers what makes it of an order (plain words, that a task can carry). What is asked for and not
made yet is a file in `documents/asked/`, one for a content: a content has one document being made at a time, and the
site `MOST_ASKED`, so that no crowd of requests fills the worker. Its mails go first (`PRIORITY`).
"""

import time
from collections.abc import Callable, Mapping
from enum import Enum
from pathlib import Path

from django.conf import settings
from django.utils import translation
from django_tasks import task

from .documents import Document, folder, found, made

MOST_ASKED = 8
LONGEST = 15 * 60
"""Seconds after which what was asked for is thought lost."""
FAILURE_STANDS = 10 * 60
"""Seconds before what failed is tried again."""
PRIORITY = -50

Order = Mapping[str, str]
Maker = Callable[[Order], Document | None]
_makers: dict[str, Maker] = {}


class Progress(Enum):
    READY = "ready"
    MAKING = "making"
    WAITING = "waiting"  # for the other documents of the site
    FAILED = "failed"


def register(kind: str, maker: Maker) -> None:
    """`maker` gives the document of an order, `None` when its content is gone."""
    _makers[kind] = maker


def ask(document: Document, kind: str, order: Order) -> Progress:
    """Sees to it that a document is made. Waits for nothing."""
    if found(document):
        return Progress.READY
    if _is_young(_failure(document.name), FAILURE_STANDS):
        return Progress.FAILED
    if not _reserve(document.content):
        is_own = _is_young(_asked(document.content), LONGEST)
        return Progress.MAKING if is_own else Progress.WAITING
    try:
        make_document.enqueue(kind, dict(order), document.content)
    except BaseException:
        _asked(document.content).unlink(missing_ok=True)
        raise
    return Progress.READY if found(document) else Progress.MAKING


@task(priority=PRIORITY)
def make_document(kind: str, order: dict[str, str], content: str) -> None:
    """Makes a document that was asked for. What fails is noted, so that nobody waits for it in vain."""
    try:
        with translation.override(settings.LANGUAGE_CODE):
            _make(_makers[kind](order))
    finally:
        _asked(content).unlink(missing_ok=True)


def _make(document: Document | None) -> None:
    if document is not None:
        try:
            made(document)
        except Exception:
            failure = _failure(document.name)
            failure.parent.mkdir(parents=True, exist_ok=True)
            failure.touch()
            raise


def asked_at(content: str) -> float | None:
    """When the document that is being made of a content was asked for (seconds since 1970)."""
    try:
        return _asked(content).stat().st_mtime
    except OSError:
        return None


def _reserve(content: str) -> bool:
    """Takes the place of a content among those that are being made. The file is the lock, between processes too."""
    place = _asked(content)
    place.parent.mkdir(parents=True, exist_ok=True)
    for other in place.parent.iterdir():
        if not _is_young(other, LONGEST):
            other.unlink(missing_ok=True)
    if len(list(place.parent.iterdir())) >= MOST_ASKED:
        return False
    try:
        place.touch(exist_ok=False)
    except FileExistsError:
        return False
    return True


def _asked(content: str) -> Path:
    return folder() / "asked" / content


def _failure(name: str) -> Path:
    return folder() / "failed" / name


def _is_young(path: Path, seconds: int) -> bool:
    try:
        return time.time() - path.stat().st_mtime < seconds
    except OSError:
        return False
