from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from packs.importing import import_pack
from packs.problems import PackError, Report


class Command(BaseCommand):
    help = "Imports the content of a pack (docs/pack-format.md)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", type=Path, help="the folder of the pack, or a zip of it")
        parser.add_argument("--dry-run", action="store_true", help="say what would be done and change nothing")
        side = parser.add_mutually_exclusive_group()
        side.add_argument("--theirs", dest="decision", action="store_const", const="theirs", default="")
        side.add_argument("--ours", dest="decision", action="store_const", const="ours")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            report = import_pack(
                options["path"], dry_run=options["dry_run"], decision=options["decision"], progress=self.show_progress
            )
        except PackError as error:
            raise CommandError(
                "\n".join(
                    [
                        *map(str, error.problems),
                        _("Nothing was changed: %(count)s problems.") % {"count": len(error.problems)},
                    ]
                )
            ) from error
        self.say(report, dry_run=options["dry_run"])

    def show_progress(self, done: int, total: int, label: str) -> None:
        if self.stderr.isatty() and total:
            line = f"\r{done * 100 // total:3d} % {label[:70]:70}"
            self.stderr.write(
                line, style_func=str, ending="\n" if done == total else ""
            )  # in red it looked like an error

    def say(self, report: Report, *, dry_run: bool) -> None:
        for path in report.kept:
            self.stdout.write(_("Edited here, kept: %(path)s") % {"path": path})
        for line in report.new_codes:
            self.stdout.write(_("The code was taken, another one was given: %(line)s") % {"line": line})
        if report.conflicts:
            for path in report.conflicts:
                self.stderr.write(_("Edited here and changed in the pack: %(path)s") % {"path": path})
            raise CommandError(_("Nothing was changed. Decide with --theirs (the pack's) or --ours (the site's)."))
        counts = {"created": len(report.created), "updated": len(report.updated), "unchanged": len(report.unchanged)}
        self.stdout.write(_("%(created)s new, %(updated)s changed, %(unchanged)s as they were.") % counts)
        if dry_run:
            self.stdout.write(_("This was a trial: nothing was changed."))
