from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from search.counting import purge_counts


class Command(BaseCommand):
    help = "Removes the counts of searches of more than 13 months ago. To run once a month."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(_("%(count)d counts removed.") % {"count": purge_counts()})
