from typing import Any

from django.core.management.base import BaseCommand

from core.scheduling import apply_schedule


class Command(BaseCommand):
    help = "Publishes and withdraws what is due. The worker does it each minute; this is for a site without one."

    def handle(self, *args: object, **options: Any) -> None:
        outcome = apply_schedule()
        self.stdout.write(
            f"Publiés : {len(outcome.published)}. Retirés : {len(outcome.withdrawn)}. "
            f"Gardés, car d’autres contenus les nomment : {len(outcome.held_back)}. En échec : {len(outcome.failed)}."
        )
