from typing import Any

from django.core.management.base import BaseCommand

from accounts.erasures import replay


class Command(BaseCommand):
    help = "Erases again, after a restore, the accounts that were erased since the backup was made."

    def handle(self, *args: object, **options: Any) -> None:
        self.stdout.write(f"Comptes effacés après cette sauvegarde, effacés de nouveau : {replay()}.")
