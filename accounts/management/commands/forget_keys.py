from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.models import User
from accounts.second_factor import forget_keys


class Command(BaseCommand):
    help = "Removes the passkeys and spare codes of an account whose person has lost them."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("address", help="the mail address of the account")

    def handle(self, *args: object, address: str, **options: Any) -> None:
        user = User.objects.filter(email=address.lower()).first()
        if user is None:
            raise CommandError(f"No account has the address {address}.")
        self.stdout.write(f"{forget_keys(user)} keys removed: the password alone opens this account again.")
