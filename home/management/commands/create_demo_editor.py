from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from home.demonstrating import DEMO_ADDRESS, create_demo_editor


class Command(BaseCommand):
    help = "Creates the demonstration editor and shows its password once; does nothing when it exists."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--new-password", action="store_true", help="Give it a new password and show it.")

    def handle(self, *args: Any, **options: Any) -> None:
        password = create_demo_editor(new_password=options["new_password"])
        if password is None:
            self.stdout.write(_("The demonstration account %(address)s exists already.") % {"address": DEMO_ADDRESS})
            return
        self.stdout.write(_("Demonstration account, to edit the content at /admin/:"))
        self.stdout.write(_("  address:  %(address)s") % {"address": DEMO_ADDRESS})
        self.stdout.write(_("  password: %(password)s") % {"password": password})
        self.stdout.write(_("Note it now: it will not be shown again."))
