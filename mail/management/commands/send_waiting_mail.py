from django.core.management.base import BaseCommand

from mail.outbox import send_waiting_mail


class Command(BaseCommand):
    help = "Sends the mails that wait, at once: after a long absence of the mail server, or from cron without a worker."

    def handle(self, *args, **options):
        self.stdout.write(f"{send_waiting_mail.call()}")
