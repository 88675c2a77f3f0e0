"""Backups that an editor imports in the admin (see `core.jobs`)."""

from dataclasses import asdict

from django.core.files import File
from django_tasks import task

from core import jobs
from core.cut_work import tell_when_cut
from core.jobs import Progress, State
from courses.moodle.archive import BackupError
from courses.moodle.importing import import_course

IMPORT = "course-import"


def start_import(sent: File[bytes], **attribution: str) -> str:
    """Keeps the sent backup and asks the worker to import it; returns the identifier of the job."""
    identifier = jobs.create(State(IMPORT, dict(attribution)), sent)
    run_import.enqueue(identifier)
    return identifier


def state_of(identifier: str) -> State | None:
    return jobs.state_of(identifier, IMPORT)


@task()
def run_import(identifier: str) -> None:
    def work(state: State, progress: Progress) -> None:
        try:
            state.outcome = asdict(import_course(jobs.sent_file(identifier), progress, **state.options))
        except BackupError as error:
            state.problems = [str(error)]

    jobs.run(identifier, IMPORT, work)


tell_when_cut(run_import, jobs.tell_cut)
