from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connections
from django.utils.translation import gettext as _

from accounts.models import User
from core.copying_databases import CopyError, copy

FORMER = "former"


class Command(BaseCommand):
    help = (
        "Copies every table of another database into the site's own (PARCOURS_DATABASE), compares them, and makes"
        " again what derives from them. The other is only read. Both sites are stopped."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("source", help="sqlite:///path or postgresql://user:password@host/name")
        parser.add_argument("--replace", action="store_true", help="even though this database has accounts")

    def handle(self, source: str, *, replace: bool = False, **options: Any) -> None:
        if User.objects.exists() and not replace:
            raise CommandError(_("This database has accounts already: with --replace they are lost."))
        connections.databases[FORMER] = connections.configure_settings(
            {"default": {}, FORMER: settings.DATABASE_AT(source)}
        )[FORMER]
        try:
            count = copy(FORMER, "default", self._tell)
        except CopyError as error:
            raise CommandError(str(error)) from error
        finally:
            connections[FORMER].close()
        self.stdout.write(_("%(count)d rows copied, every table compared.") % {"count": count})
        call_command("rebuild_derived")

    def _tell(self, table: str, count: int) -> None:
        if count:
            self.stdout.write(f"  {table}: {count}")
