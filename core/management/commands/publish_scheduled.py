from django.core.management.base import BaseCommand

from core.scheduling import apply_schedule


class Command(BaseCommand):
    help = "Publishes and withdraws what is due. The worker does it each minute; this is for a site without one."

    def handle(self, *args, **options):
        outcome = apply_schedule()
        self.stdout.write(
            f"{len(outcome.published)} publiés, {len(outcome.withdrawn)} retirés, "
            f"{len(outcome.held_back)} gardés car d’autres contenus les nomment, {len(outcome.failed)} en échec."
        )
