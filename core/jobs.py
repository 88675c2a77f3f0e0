"""
Long work that somebody starts in the admin: done by the worker, followed on a page.

A job is a folder: what was sent, how far it is, what it said. Its progress is a file because such work is one
transaction: what it would write in the database is seen by nobody before its end.
"""

import json
import re
import secrets
import shutil
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files import File
from django.utils.translation import gettext as _
from django_tasks.base import Task

KEPT_FOR = 7 * 24 * 3600
SECONDS_BETWEEN_NEWS = 0.3
IDENTIFIER = re.compile(r"[0-9a-f]{32}")

Progress = Callable[[int, int, str], None]


@dataclass
class State:
    """
    How far a job of a `kind` is: `done` of `total`.

    `options` are what was asked, `problems` why it was refused, `outcome` what it says at its end: all of it JSON.
    """

    kind: str
    options: dict[str, Any] = field(default_factory=dict)
    is_over: bool = False
    done: int = 0
    total: int = 0
    label: str = ""
    problems: list[str] = field(default_factory=list)
    outcome: dict[str, Any] = field(default_factory=dict)


def create(state: State, sent: File[bytes] | None = None) -> str:
    """Keeps what was sent and returns the identifier of a new job; its task is still to be enqueued."""
    _forget_old()
    identifier = secrets.token_hex(16)
    folder(identifier).mkdir(parents=True)
    if sent is not None:
        with sent_file(identifier).open("wb") as target:
            for chunk in sent.chunks():
                target.write(chunk)
    _write(identifier, state)
    return identifier


def state_of(identifier: str, *kinds: str) -> State | None:
    """How far a job of one of these kinds is; `None` for one that does not exist (or is older than a week)."""
    if not IDENTIFIER.fullmatch(identifier):
        return None
    try:
        state = State(**json.loads((folder(identifier) / "state.json").read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return None
    return state if state.kind in kinds else None


def run(identifier: str, kind: str, work: Callable[[State, Progress], None]) -> None:
    """Does the work of a job and keeps its news. Work that fails says so on the page, and raises what it raised."""
    state = state_of(identifier, kind)
    if state is None or state.is_over:
        return
    last = 0.0

    def progress(done: int, total: int, label: str) -> None:
        nonlocal last
        state.done, state.total, state.label = done, total, label
        if time.monotonic() - last > SECONDS_BETWEEN_NEWS:
            last = time.monotonic()
            _write(identifier, state)

    try:
        work(state, progress)
    except BaseException:
        state.problems = [_("The work stopped on an error; the site’s log tells which.")]
        raise
    finally:
        state.is_over = True
        _write(identifier, state)


def start(kind: str, task: Task[[str], None], sent: File[bytes], **options: Any) -> str:
    """Keeps what was sent and asks the worker for its task; returns the identifier of the job."""
    identifier = create(State(kind, options), sent)
    task.enqueue(identifier)
    return identifier


def import_sent(
    identifier: str, kind: str, work: Callable[[Path, State, Progress], dict[str, Any]], refused: type[Exception]
) -> None:
    """Imports the sent file of a job: what `work` gives is its outcome, the sentence of `refused` its problem."""

    def whole(state: State, progress: Progress) -> None:
        try:
            state.outcome = work(sent_file(identifier), state, progress)
        except refused as error:
            state.problems = [str(error)]

    run(identifier, kind, whole)


def tell_cut(identifier: str) -> None:
    """Ends the job of a worker that is gone: whoever follows it reads what happened and what to do."""
    try:
        state = State(**json.loads((folder(identifier) / "state.json").read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return
    if not state.is_over:
        state.is_over = True
        state.problems = [
            _("The work was cut short: the server stopped or lacked memory. What was not finished was not kept.")
            + " "
            + _("Send the file again; if it happens twice, tell whoever hosts the site.")
        ]
        _write(identifier, state)


def folder(identifier: str) -> Path:
    return _root() / identifier


def sent_file(identifier: str) -> Path:
    return folder(identifier) / "sent"


def _write(identifier: str, state: State) -> None:
    target = folder(identifier) / "state.json"
    partial = target.with_suffix(".part")
    partial.write_text(json.dumps(asdict(state), ensure_ascii=False), "utf-8")
    partial.replace(target)


def _root() -> Path:
    return Path(settings.VAR_DIR) / "jobs"


def _forget_old() -> None:
    for old in _root().glob("*"):
        if time.time() - old.stat().st_mtime > KEPT_FOR:
            shutil.rmtree(old, ignore_errors=True)
