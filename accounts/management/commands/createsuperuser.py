from typing import Any

from django.contrib.auth.management.commands import createsuperuser

from accounts.asking import ask_address, ask_password, in_a_terminal
from accounts.models import User


class Command(createsuperuser.Command):
    help = "Opens the account of an administrator, and asks in French."

    def handle(self, *args: object, **options: Any) -> None:
        if options["interactive"]:
            in_a_terminal(self.stdin.isatty(), lambda: self._ask(options["email"]))
        else:
            super().handle(*args, **options | {"verbosity": 0})
        self.stdout.write("Compte d’administration ouvert.")

    def _ask(self, address: str | None) -> None:
        address = ask_address(self.stderr.write, address)
        User.objects.create_superuser(address, ask_password(User(email=address), self.stderr.write))
