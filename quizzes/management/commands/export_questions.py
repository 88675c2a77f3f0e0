from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from quizzes.exchange.files import WRITERS, export_file, losses
from quizzes.queries import questions_of_quiz, questions_to_export


class Command(BaseCommand):
    help = "Writes the questions of the bank, or of one quiz, to a GIFT or Moodle XML file."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--format", choices=sorted(WRITERS), help="Default: by the ending, .xml is Moodle XML.")
        parser.add_argument("--quiz", default="", help="The code of a quiz.")
        parser.add_argument("--tag", default="", help="The name of a tag.")

    def handle(self, *args: object, **options: Any) -> None:
        path: Path = options["file"]
        kind = options["format"] or ("moodle" if path.suffix.lower() == ".xml" else "gift")
        questions = questions_of_quiz(options["quiz"]) if options["quiz"] else questions_to_export(options["tag"])
        if not questions:
            raise CommandError(_("There is no question to export."))
        written = 0
        with path.open("w", encoding="utf-8", newline="\n") as file:
            for piece in export_file(questions, kind):
                file.write(piece)
                written += 1
                if written % 250 == 0:
                    self.stderr.write(_("%(count)d questions…") % {"count": written}, style_func=str)
        for sentence, count in losses(questions, kind).items():
            self.stdout.write(f"{sentence} ({count})")
        self.stdout.write(_("%(count)d questions written.") % {"count": len(questions)})
