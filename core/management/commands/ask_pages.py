from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.test import Client, override_settings
from django.utils.translation import gettext as _

from core.navigation import is_closed
from core.queries import first_page_of_each_kind

ADDRESSES = ("/", "/chercher/?q=date", "/forum/", "/glossaire/", "/compte/connexion/", "/carnet/", "/robots.txt")


class Command(BaseCommand):
    help = "Asks a page of each kind, without a server and though the site is closed; fails when one does not answer."

    def handle(self, *args: Any, **options: Any) -> None:
        client = Client(raise_request_exception=False)
        bad = []
        # A closed site is asked all the same: it is before it opens that one wants to know.
        with override_settings(MAINTENANCE_FILE=Path("/nonexistent")):
            open_addresses = [address for address in ADDRESSES if not is_closed(address.partition("?")[0])]
            for address in (*open_addresses, *first_page_of_each_kind()):
                status = client.get(address, secure=True, HTTP_HOST=settings.ALLOWED_HOSTS[0]).status_code
                if status >= 400:
                    bad.append(f"{address} ({status})")
        if bad:
            raise CommandError(_("These pages do not answer: %(pages)s") % {"pages": ", ".join(bad)})
