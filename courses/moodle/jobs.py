"""Backups that an editor imports in the admin (see `core.jobs`)."""

from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.files import File
from django_tasks import task

from core import jobs
from core.cut_work import tell_when_cut
from core.jobs import Progress, State
from courses.moodle.archive import BackupError
from courses.moodle.importing import import_course

IMPORT = "course-import"


def start_import(sent: File[bytes], **attribution: str) -> str:
    return jobs.start(IMPORT, run_import, sent, **attribution)


def state_of(identifier: str) -> State | None:
    return jobs.state_of(identifier, IMPORT)


@task()
def run_import(identifier: str) -> None:
    jobs.import_sent(identifier, IMPORT, _import, BackupError)


def _import(sent: Path, state: State, progress: Progress) -> dict[str, Any]:
    return asdict(import_course(sent, progress, **state.options))


tell_when_cut(run_import, jobs.tell_cut)
