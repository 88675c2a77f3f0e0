from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from packs.exporting import export_pack
from packs.problems import PackError


class Command(BaseCommand):
    help = "Writes all that the site publishes as a pack, into an empty folder."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            count = export_pack(options["path"])
        except PackError as error:
            raise CommandError("\n".join(map(str, error.problems))) from error
        self.stdout.write(_("%(count)s files written.") % {"count": count})
