from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ScenariosConfig(AppConfig):
    name = "scenarios"
    verbose_name = _("Scenarios")

    def ready(self) -> None:
        from paper import making

        from . import packs, roadmap, usages, workshops  # noqa: F401 (register what this app keeps in packs and shows on others’ pages)

        making.register(roadmap.KIND, roadmap.document_of_order)
        making.register(workshops.KIND, workshops.document_of_order)
