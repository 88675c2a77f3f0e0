from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class QuizzesConfig(AppConfig):
    name = "quizzes"
    verbose_name = _("Quizzes and questions")

    def ready(self) -> None:
        from . import keeping_html, packs  # noqa: F401 (register what this app keeps, as HTML and in packs)
