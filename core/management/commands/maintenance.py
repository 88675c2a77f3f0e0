from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.template.loader import render_to_string

PAGES_OF_THE_PROXY = ("413.html", "503.html")


class Command(BaseCommand):
    help = (
        "Closes the site (on) and opens it again (off). Writes the pages that the proxy shows without the site:"
        " when it is stopped, when what is sent is too large."
    )
    requires_system_checks: list[str] = []  # the database may be away

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("state", choices=["on", "off"])

    def handle(self, state: str, **options: Any) -> None:
        settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
        for name in PAGES_OF_THE_PROXY:
            (settings.STATIC_ROOT / name).write_text(render_to_string(name), encoding="utf-8")
        if state == "on":
            settings.MAINTENANCE_FILE.touch()
        else:
            settings.MAINTENANCE_FILE.unlink(missing_ok=True)
