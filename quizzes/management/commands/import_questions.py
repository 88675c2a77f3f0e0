from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from media.licences import Licence
from quizzes.exchange.files import import_file
from quizzes.exchange.reading import UnreadableFileError, check_size


class Command(BaseCommand):
    help = "Adds the questions of a GIFT or Moodle XML file to the bank."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--licence", choices=Licence.values, default=Licence.CC_BY_SA_4.value)
        parser.add_argument("--authors", default="", help="Names, separated by commas.")

    def handle(self, *args: object, **options: Any) -> None:
        path: Path = options["file"]
        authors = "\n".join(name.strip() for name in options["authors"].split(",") if name.strip())
        try:
            check_size(path.stat().st_size)
            data = path.read_bytes()
            stored, notes = import_file(
                data, self._progress, licence=options["licence"], authors=authors, source_title=path.name
            )
        except OSError as error:
            raise CommandError(_("The file %(name)s cannot be read.") % {"name": path}) from error
        except UnreadableFileError as error:
            raise CommandError(str(error)) from error
        for note in notes:
            self.stdout.write(str(note))
        self.stdout.write(
            _("%(added)d questions added, %(drafts)d of them as drafts. %(notes)d remarks.")
            % {"added": stored.added, "drafts": stored.drafts, "notes": len(notes)}
        )

    def _progress(self, done: int, total: int) -> None:
        self.stderr.write(_("%(done)d of %(total)d questions…") % {"done": done, "total": total})
