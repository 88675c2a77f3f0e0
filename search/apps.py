from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = _("Search engine")

    def ready(self) -> None:
        from datetime import timedelta

        from django.core import checks

        from core import diagnosis, periodic, rebuilding

        from . import counting, indexing, signals
        from .diagnosis import look
        from .meaning import making, telling

        signals.connect()
        checks.register(telling.check, deploy=True)
        periodic.register("search meaning", making.EVERY, making.make_vectors)
        periodic.register("search counts", timedelta(minutes=1), counting.write_counts)
        diagnosis.register(diagnosis.Check(look))
        rebuilding.register(_("search index"), indexing.rebuild_all)
