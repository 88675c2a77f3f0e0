"""
Imports and exports that an editor starts in the admin: done by the worker, followed on a page.

A job is a folder: what was sent, how far it is, what it said. Its progress is a file because an import is one
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

from django.conf import settings
from django.core.files import File
from django_tasks import task

from .exporting import export_pack
from .importing import import_pack
from .problems import PackError, Report
from .run import Decision, Progress

KEPT_FOR = 7 * 24 * 3600
SECONDS_BETWEEN_NEWS = 0.3
IDENTIFIER = re.compile(r"[0-9a-f]{32}")


@dataclass
class State:
    """How far a job is. `done` of `total`; `problems` when it was refused; `report` when an import ended."""

    kind: str
    is_over: bool = False
    done: int = 0
    total: int = 0
    label: str = ""
    problems: list[str] = field(default_factory=list)
    report: dict[str, list[str]] = field(default_factory=dict)
    is_trial: bool = False


def start_import(upload: File[bytes], *, decision: Decision, is_trial: bool) -> str:
    """Keeps the sent zip and asks the worker to import it; returns the identifier of the job."""
    identifier = _new_job(State("import", is_trial=is_trial))
    with (_folder(identifier) / "sent.zip").open("wb") as target:
        for chunk in upload.chunks():
            target.write(chunk)
    run_import.enqueue(identifier, decision, is_trial)
    return identifier


def start_export() -> str:
    identifier = _new_job(State("export"))
    run_export.enqueue(identifier)
    return identifier


def state_of(identifier: str) -> State | None:
    """How far a job is; `None` for one that does not exist (or is older than a week)."""
    if not IDENTIFIER.fullmatch(identifier):
        return None
    try:
        return State(**json.loads((_folder(identifier) / "state.json").read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def exported_file(identifier: str) -> Path:
    return _folder(identifier) / "pack.zip"


def sent_file(identifier: str) -> Path:
    return _folder(identifier) / "sent.zip"


def restart_import(identifier: str, *, decision: Decision) -> str:
    """The same sent file once more, with a decision about what was edited on both sides."""
    state = State("import")
    again = _new_job(state)
    shutil.copyfile(sent_file(identifier), sent_file(again))
    run_import.enqueue(again, decision, False)
    return again


@task()
def run_import(identifier: str, decision: str, is_trial: bool) -> None:
    def work(state: State, progress: Progress) -> None:
        chosen: Decision = "ours" if decision == "ours" else "theirs" if decision == "theirs" else ""
        report: Report = import_pack(sent_file(identifier), dry_run=is_trial, decision=chosen, progress=progress)
        state.report = asdict(report)

    _run(identifier, work)


@task()
def run_export(identifier: str) -> None:
    def work(state: State, progress: Progress) -> None:
        folder = _folder(identifier) / "pack"
        export_pack(folder, progress=progress)
        shutil.make_archive(str(_folder(identifier) / "pack"), "zip", folder)
        shutil.rmtree(folder)

    _run(identifier, work)


def _run(identifier: str, work: Callable[[State, Progress], None]) -> None:
    state = state_of(identifier)
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
    except PackError as error:
        state.problems = [str(problem) for problem in error.problems]
    finally:
        state.is_over = True
        _write(identifier, state)


def _new_job(state: State) -> str:
    _forget_old()
    identifier = secrets.token_hex(16)
    _folder(identifier).mkdir(parents=True)
    _write(identifier, state)
    return identifier


def _write(identifier: str, state: State) -> None:
    target = _folder(identifier) / "state.json"
    partial = target.with_suffix(".part")
    partial.write_text(json.dumps(asdict(state), ensure_ascii=False), "utf-8")
    partial.replace(target)


def _root() -> Path:
    return Path(settings.VAR_DIR) / "packs"


def _folder(identifier: str) -> Path:
    return _root() / identifier


def _forget_old() -> None:
    for folder in _root().glob("*"):
        if time.time() - folder.stat().st_mtime > KEPT_FOR:
            shutil.rmtree(folder, ignore_errors=True)
