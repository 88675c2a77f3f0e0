import socket
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.management.base import BaseCommand, CommandError, CommandParser


class Command(BaseCommand):
    help = "Sends a test mail at once, past the queue, and says whether the mail server took it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("recipient", metavar="adresse")

    def handle(self, *args: object, recipient: str, **options: Any) -> None:
        server = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
        message = EmailMessage(
            f"Essai de {settings.WAGTAIL_SITE_NAME}",
            f"Ce message prouve que {settings.SITE_URL} sait écrire, depuis {socket.gethostname()}.",
            settings.DEFAULT_FROM_EMAIL,
            [recipient],
            connection=get_connection(settings.OUTBOX_TRANSPORT),
        )
        try:
            message.send()
        except OSError as error:
            raise CommandError(
                f"Le serveur {server} n’a pas pris le message ({type(error).__name__} : {error}). "
                "Vérifiez PARCOURS_MAIL et PARCOURS_MAIL_FROM : docs/how-to/deploy.md."
            ) from error
        self.stdout.write(
            f"Le serveur {server} a pris le message pour {recipient}, de la part de {settings.DEFAULT_FROM_EMAIL}. "
            "S’il n’arrive pas, regardez les indésirables, puis SPF et DKIM."
        )
