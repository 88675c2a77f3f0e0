from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    name = "core"
    verbose_name = _("Commons")

    def ready(self) -> None:
        from wagtail.signals import page_slug_changed, post_page_move

        from .remembering_addresses import remember_moved, remember_renamed

        page_slug_changed.connect(remember_renamed)
        post_page_move.connect(remember_moved)
