"""Files of questions that an editor imports in the admin (see `core.jobs`)."""

from pathlib import Path
from typing import Any

from django.core.files import File
from django_tasks import task

from core import jobs
from core.cut_work import tell_when_cut
from core.jobs import Progress, State
from quizzes.exchange.files import import_file
from quizzes.exchange.reading import UnreadableFileError

IMPORT = "questions-import"
MAX_NOTES = 500


def start_import(sent: File[bytes], publishes: bool = False, **attribution: str) -> str:
    """`publishes`: whether the person may publish; otherwise the questions are drafts that somebody else publishes."""
    return jobs.start(IMPORT, run_import, sent, publishes=publishes, **attribution)


def state_of(identifier: str) -> State | None:
    return jobs.state_of(identifier, IMPORT)


@task()
def run_import(identifier: str) -> None:
    jobs.import_sent(identifier, IMPORT, _import, UnreadableFileError)


def _import(sent: Path, state: State, progress: Progress) -> dict[str, Any]:
    stored, notes = import_file(sent.read_bytes(), lambda done, total: progress(done, total, ""), **state.options)
    return {
        "added": stored.added,
        "drafts": stored.drafts,
        "notes": [str(note) for note in notes[:MAX_NOTES]],
        "more_notes": max(0, len(notes) - MAX_NOTES),
    }


tell_when_cut(run_import, jobs.tell_cut)
