"""Files of questions that an editor imports in the admin (see `core.jobs`)."""

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
    """
    Keeps the sent file and asks the worker to import it; returns the identifier of the job.

    `publishes`: whether the person may publish; otherwise the questions are drafts that somebody else publishes.
    """
    identifier = jobs.create(State(IMPORT, {**attribution, "publishes": publishes}), sent)
    run_import.enqueue(identifier)
    return identifier


def state_of(identifier: str) -> State | None:
    return jobs.state_of(identifier, IMPORT)


@task()
def run_import(identifier: str) -> None:
    def work(state: State, progress: Progress) -> None:
        try:
            data = jobs.sent_file(identifier).read_bytes()
            stored, notes = import_file(data, lambda done, total: progress(done, total, ""), **state.options)
        except UnreadableFileError as error:
            state.problems = [str(error)]
            return
        state.outcome = {
            "added": stored.added,
            "drafts": stored.drafts,
            "notes": [str(note) for note in notes[:MAX_NOTES]],
            "more_notes": max(0, len(notes) - MAX_NOTES),
        }

    jobs.run(identifier, IMPORT, work)


tell_when_cut(run_import, jobs.tell_cut)
