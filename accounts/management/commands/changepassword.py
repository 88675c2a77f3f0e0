import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.asking import ask_password, in_a_terminal
from accounts.models import User


class Command(BaseCommand):
    help = "Changes the password of an account, and asks in French."
    requires_migrations_checks = True

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("address", metavar="adresse")

    def handle(self, *args: object, address: str, **options: Any) -> None:
        user = User.objects.filter(email=address.lower()).first()
        if user is None:
            raise CommandError(f"Aucun compte n’a l’adresse {address}.")
        in_a_terminal(sys.stdin.isatty(), lambda: self._ask(user))
        self.stdout.write(f"Mot de passe changé pour {user.email}. Ses sessions ouvertes sont fermées.")

    def _ask(self, user: User) -> None:
        user.set_password(ask_password(user, self.stderr.write))
        user.save(update_fields=["password"])
