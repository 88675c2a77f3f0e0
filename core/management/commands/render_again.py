from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from text.rendering_again import render_again


class Command(BaseCommand):
    help = "Makes kept HTML again where this version renders texts otherwise. Safe at any time, the site being open."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(_("Texts rendered again: %(count)d") % {"count": render_again()})
