from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class QuizzesConfig(AppConfig):
    name = "quizzes"
    verbose_name = _("Quizzes and questions")

    def ready(self) -> None:
        from . import packs  # noqa: F401 (registers what this app keeps in packs)
