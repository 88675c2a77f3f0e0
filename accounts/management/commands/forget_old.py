from typing import Any

from django.core.management.base import BaseCommand

from accounts.forgetting import forget_old


class Command(BaseCommand):
    help = "Forgets what is not kept for ever: accounts never confirmed, reports long settled, expired sessions."

    def handle(self, *args: object, **options: Any) -> None:
        self.stdout.write(", ".join(f"{name}: {count}" for name, count in forget_old().items()))
