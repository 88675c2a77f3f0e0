from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = _("Search engine")

    def ready(self) -> None:
        from datetime import timedelta

        from core import periodic

        from . import counting, signals

        signals.connect()
        periodic.register("search counts", timedelta(minutes=1), counting.write_counts)
