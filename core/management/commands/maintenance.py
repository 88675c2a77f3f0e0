from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.template.loader import render_to_string


class Command(BaseCommand):
    help = (
        "Closes the site (on) and opens it again (off). Writes the page that the proxy shows when the site is stopped."
    )
    requires_system_checks: list[str] = []  # the database may be away

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("state", choices=["on", "off"])

    def handle(self, state: str, **options: Any) -> None:
        settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
        (settings.STATIC_ROOT / "503.html").write_text(render_to_string("503.html"), encoding="utf-8")
        if state == "on":
            settings.MAINTENANCE_FILE.touch()
        else:
            settings.MAINTENANCE_FILE.unlink(missing_ok=True)
