from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    name = "core"
    verbose_name = _("Commons")

    def ready(self) -> None:
        from . import background, keeping_html, signals

        signals.connect()
        background.register()
        keeping_html.register_stores()
