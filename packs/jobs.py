"""Imports and exports of packs that an editor starts in the admin (see `core.jobs`)."""

import shutil
from dataclasses import asdict
from pathlib import Path

from django.core.files import File
from django_tasks import task

from core import jobs
from core.cut_work import tell_when_cut
from core.jobs import Progress, State

from .exporting import export_pack
from .importing import import_pack
from .problems import PackError
from .run import Decision

IMPORT, EXPORT = "pack-import", "pack-export"


def start_import(upload: File[bytes], *, decision: Decision, is_trial: bool) -> str:
    """Keeps the sent zip and asks the worker to import it; returns the identifier of the job."""
    identifier = jobs.create(State(IMPORT, {"is_trial": is_trial, "decision": decision}), upload)
    run_import.enqueue(identifier)
    return identifier


def restart_import(identifier: str, *, decision: Decision) -> str:
    """The same sent file once more, with a decision about what was edited on both sides."""
    with sent_file(identifier).open("rb") as sent:
        return start_import(File(sent), decision=decision, is_trial=False)


def start_export() -> str:
    identifier = jobs.create(State(EXPORT))
    run_export.enqueue(identifier)
    return identifier


def state_of(identifier: str) -> State | None:
    return jobs.state_of(identifier, IMPORT, EXPORT)


def sent_file(identifier: str) -> Path:
    return jobs.sent_file(identifier)


def exported_file(identifier: str) -> Path:
    return jobs.folder(identifier) / "pack.zip"


@task()
def run_import(identifier: str) -> None:
    def work(state: State, progress: Progress) -> None:
        decision: Decision = state.options["decision"]
        is_trial: bool = state.options["is_trial"]
        try:
            report = import_pack(sent_file(identifier), dry_run=is_trial, decision=decision, progress=progress)
        except PackError as error:
            state.problems = [str(problem) for problem in error.problems]
        else:
            state.outcome = asdict(report)

    jobs.run(identifier, IMPORT, work)


@task()
def run_export(identifier: str) -> None:
    def work(_state: State, progress: Progress) -> None:
        folder = jobs.folder(identifier) / "pack"
        export_pack(folder, progress=progress)
        shutil.make_archive(str(jobs.folder(identifier) / "pack"), "zip", folder)
        shutil.rmtree(folder)

    jobs.run(identifier, EXPORT, work)


tell_when_cut(run_import, jobs.tell_cut)
tell_when_cut(run_export, jobs.tell_cut)
