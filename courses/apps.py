from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoursesConfig(AppConfig):
    name = "courses"
    verbose_name = _("Courses")

    def ready(self) -> None:
        from paper import making

        from . import packs, usages, views  # noqa: F401 (register what this app keeps in packs and shows on others’ pages)

        making.register(views.KIND, views.document_of_order)
