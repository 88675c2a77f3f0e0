from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ContributionsConfig(AppConfig):
    name = "contributions"
    verbose_name = _("Contributions")

    def ready(self) -> None:
        from wagtail.signals import page_published

        from core.routing import register_under_contents

        from . import (
            forgetting,  # noqa: F401 (registers what it does not keep for ever)
            personal_tables,  # noqa: F401 (registers what an export or a deletion of one's data meets)
        )
        from .keeping_versions import keep_version
        from .views.history import history

        page_published.connect(keep_version)
        register_under_contents("historique", history)
