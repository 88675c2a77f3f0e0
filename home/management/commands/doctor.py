import sys
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from home.diagnosing import findings


class Command(BaseCommand):
    help = "Dit ce qui ne va pas et quoi faire ; se termine par 1 s’il y a quelque chose à faire."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--mail", metavar="ADRESSE", default="", help="envoie aussi un vrai courriel d’essai")

    def handle(self, *args: object, mail: str = "", **options: Any) -> None:
        is_bad = False
        for finding in findings():
            is_bad = is_bad or finding.is_bad
            self.stdout.write(f"{'✗' if finding.is_bad else '✓'} {finding.sentence}")
        if mail:
            try:
                call_command("sendtestemail", mail, stdout=self.stdout)
            except CommandError as error:
                is_bad = True
                self.stdout.write(f"✗ {error}")
        sys.exit(int(is_bad))
