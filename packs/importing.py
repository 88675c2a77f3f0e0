"""Importing a pack in three acts: it is read, what it would write is planned, and the plan is written or not at all."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from core.jobs import Progress
from packs.models import PackItem

from . import files, rehearsing
from .files import PackFile
from .gathering import import_media, import_words, name_what_is_here, read_files, read_manifest
from .indexing import index_once
from .media import FileToStore
from .problems import PackError, PlanChangedError, Problem, Report
from .run import MANIFEST, Decision, Import
from .settling import order_below, read_content, settle
from .starting import prepare

ATTEMPTS = 5


@dataclass(frozen=True)
class Plan:
    """What an import will do, to the last row: what is said of it, the writes, and the files of the media."""

    report: Report
    writes: rehearsing.Writes
    to_store: list[FileToStore] = field(default_factory=list)


def import_pack(
    source: Path,
    *,
    dry_run: bool = False,
    decision: Decision = "",
    progress: Progress = lambda done, total, label: None,
    shown: Report | None = None,
) -> Report:
    """
    Imports the pack in a folder or a zip and says what was done, or with `dry_run` what would be.

    `decision` settles contents edited here and changed in the pack: "theirs" takes the pack's, "ours" keeps the site's;
    without one they are conflicts. Raises `PackError` with all that is wrong, and then nothing was changed; conflicts
    change nothing either. With `shown`, what somebody said yes to, raises `PlanChangedError` when it would be another
    thing by now.
    """
    with files.opened(source) as folder:
        if not rehearsing.is_for():
            return _at_once(Import(folder, decision, progress), shown, dry_run=dry_run)
        for _attempt in range(ATTEMPTS):
            plan = make_plan(folder, decision, progress)
            _check_shown(plan.report, shown, decision)
            if dry_run or plan.report.conflicts:
                return plan.report
            try:
                apply_plan(plan)
            except rehearsing.SiteChangedError:
                continue
            return plan.report
    raise PackError([Problem(MANIFEST, 0, _("Contents of the site changed during the import: try again."))])


def make_plan(folder: Path, decision: Decision, progress: Progress) -> Plan:
    """Nothing is written, neither in the database nor in the media. Raises `PackError` with all that is wrong."""
    run = Import(folder, decision, progress)
    with rehearsing.rehearsal() as writes:
        _run(run)
        if run.problems:
            raise PackError(run.problems)
    return Plan(run.report, writes, run.to_store)


def apply_plan(plan: Plan) -> None:
    """Writes all of it in one short transaction, or nothing. Raises `SiteChangedError` when it must be planned again."""
    with _stored(plan.to_store), transaction.atomic():
        plan.writes.repeat()


def _check_shown(report: Report, shown: Report | None, decision: Decision) -> None:
    if shown is not None and not report.is_as(shown, decision):
        raise PlanChangedError(report)


def _at_once(run: Import, shown: Report | None, *, dry_run: bool) -> Report:
    with transaction.atomic():
        _run(run)
        if run.problems:
            raise PackError(run.problems)
        _check_shown(run.report, shown, run.decision)
        if dry_run or run.report.conflicts:
            transaction.set_rollback(True)
            return run.report
        with _stored(run.to_store):
            return run.report


@contextmanager
def _stored(to_store: list[FileToStore]) -> Iterator[None]:
    """Puts files in the media before the rows that name them, and takes them away again when those are not written."""
    done: list[FileToStore] = []
    try:
        for one in to_store:
            done.append(one)
            one.store()
        yield
    except BaseException:
        for one in done:
            one.take_back()
        raise


def _run(run: Import) -> None:
    read_manifest(run)
    found = read_files(run)
    if run.problems:
        raise PackError(run.problems)
    run.digests = dict(PackItem.objects.filter(pack=run.pack).values_list("path", "digest"))
    import_words(run, found)
    name_what_is_here(run)
    import_media(run)
    if run.problems:
        return
    with index_once():
        _run_contents(run, found)


def _run_contents(run: Import, found: list[PackFile]) -> None:
    contents = prepare(run, found)
    total = 2 * len(contents)
    for done, content in enumerate(contents):
        run.progress(done, total, content.file.path)
        read_content(run, content)
    if run.problems:
        return
    for done, content in enumerate(contents, start=len(contents)):
        run.progress(done, total, content.file.path)
        settle(run, content)
    for content in contents:
        order_below(run, content)
    run.progress(total, total, "")
