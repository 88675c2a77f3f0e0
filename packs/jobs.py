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
from .problems import PackError, PlanChangedError, Report
from .run import Decision

IMPORT, EXPORT = "pack-import", "pack-export"


def start_import(
    upload: File[bytes], *, decision: Decision, is_trial: bool, shown: dict[str, list[str]] | None = None
) -> str:
    """Keeps the sent zip and asks the worker to import it; returns the identifier of the job."""
    identifier = jobs.create(State(IMPORT, {"is_trial": is_trial, "decision": decision, "shown": shown}), upload)
    run_import.enqueue(identifier)
    return identifier


def restart_import(identifier: str, *, decision: Decision) -> str:
    """The same sent file once more, for what its page showed, with a decision about what was edited on both sides."""
    state = state_of(identifier)
    shown = state.outcome if state is not None and state.outcome else None
    with sent_file(identifier).open("rb") as sent:
        return start_import(File(sent), decision=decision, is_trial=False, shown=shown)


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
        shown = Report(**state.options["shown"]) if state.options.get("shown") else None
        sent = sent_file(identifier)
        try:
            report = import_pack(sent, dry_run=is_trial, decision=decision, progress=progress, shown=shown)
        except PackError as error:
            state.problems = [str(problem) for problem in error.problems]
        except PlanChangedError as change:
            state.options |= {"is_trial": True, "has_changed": True}
            state.outcome = asdict(change.report)
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
