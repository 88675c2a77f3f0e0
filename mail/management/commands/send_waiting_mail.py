from typing import Any

from django.core.management.base import BaseCommand, CommandError

from mail.outbox import send_all_now, waiting


class Command(BaseCommand):
    help = "Sends all the mails that wait, due or not: once the mail server is back, or from cron without a worker."

    def handle(self, *args: object, **options: Any) -> None:
        sent = send_all_now()
        left = waiting()
        self.stdout.write(f"Courriels partis : {sent}. En attente : {left.number}.")
        if left.number:
            raise CommandError(f"Le serveur de courriel a répondu : {left.last_error or 'rien'}")
