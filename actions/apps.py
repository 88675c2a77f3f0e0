from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ActionsConfig(AppConfig):
    name = "actions"
    verbose_name = _("Actions")

    def ready(self) -> None:
        from . import packs, usages  # noqa: F401 (register what this app keeps in packs and shows on others’ pages)
