from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NotebookConfig(AppConfig):
    name = "notebook"
    verbose_name = _("Notebook")

    def ready(self) -> None:
        from . import personal_tables  # noqa: F401 (registers what an export or a deletion of one's data meets)
