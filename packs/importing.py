"""Importing a pack: everything is read and checked, then written in one transaction or not at all."""

from pathlib import Path

from django.db import transaction

from core.jobs import Progress
from packs.models import PackItem

from . import files
from .gathering import import_media, import_words, name_what_is_here, read_files, read_manifest
from .problems import PackError, Report
from .run import Decision, Import
from .settling import order_below, read_content, settle
from .starting import prepare


def import_pack(
    source: Path,
    *,
    dry_run: bool = False,
    decision: Decision = "",
    progress: Progress = lambda done, total, label: None,
) -> Report:
    """
    Imports the pack in a folder or a zip and says what was done, or with `dry_run` what would be.

    `decision` settles contents edited here and changed in the pack: "theirs" takes the pack's, "ours" keeps the site's;
    without one they are conflicts. Raises `PackError` with all that is wrong, and then nothing was changed; conflicts
    change nothing either.
    """
    with files.opened(source) as folder:
        run = Import(folder, decision, progress)
        is_kept = False
        try:
            with transaction.atomic():
                _run(run)
                if run.problems:
                    raise PackError(run.problems)
                is_kept = not dry_run and not run.report.conflicts
                transaction.set_rollback(not is_kept)
        finally:
            # A transaction takes back rows, not files.
            for file in [] if is_kept else run.stored_files:
                file.storage.delete(file.name)
        return run.report


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
