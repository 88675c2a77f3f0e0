from functools import partial
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from search.documents import count_documents
from search.engine import engines
from search.engines.base import EngineError
from search.indexing import rebuild_engine


class Command(BaseCommand):
    help = "Makes the search index anew; searches are answered by the former one meanwhile."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--engine", choices=sorted(engines()), help="only this engine")

    def handle(self, *args: Any, engine: str | None = None, **options: Any) -> None:
        total = count_documents()
        for name in [engine] if engine else engines():
            try:
                count = rebuild_engine(name, on_progress=partial(self._tell, name, total))
            except EngineError as error:
                raise CommandError(str(error)) from error
            self.stdout.write(_("%(engine)s: %(count)d documents.") % {"engine": name, "count": count})

    def _tell(self, name: str, total: int, number: int) -> None:
        if number % 500 == 0 and self.stdout.isatty():
            self.stdout.write(f"\r{name}: {number} / {total}", ending="")
