from typing import Any

from django.core.management.base import BaseCommand

from core.rebuilding import rebuild


class Command(BaseCommand):
    help = "Makes again everything that is derived from the database: search, references, cache. For after a restore."

    def handle(self, *args: Any, **options: Any) -> None:
        for name in rebuild():
            self.stdout.write(f"  {name}")
