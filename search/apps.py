from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = _("Search engine")

    def ready(self) -> None:
        from core import rebuilding

        from . import indexing, signals

        signals.connect()
        rebuilding.register(_("search index"), indexing.rebuild_all)
