from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MediaConfig(AppConfig):
    name = "media"
    verbose_name = _("Images and files")

    def ready(self) -> None:
        from . import personal_tables  # noqa: F401 (registers what an export or a deletion of one's data meets)
