from collections.abc import Sequence
from typing import Any

from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import UpdatedAtColumn
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from core.guarding import refuse
from quizzes import bank_views
from quizzes.filters import QuestionFilterSet
from quizzes.models import Question, Quiz
from quizzes.panels import QUESTION, QUIZ
from quizzes.queries import quizzes_using


class QuestionViewSet(SnippetViewSet):
    model = Question
    icon = "help"
    list_display = ["__str__", "kind", "version", UpdatedAtColumn()]
    filterset_class = QuestionFilterSet
    list_per_page = 50
    edit_handler = QUESTION


class QuizViewSet(SnippetViewSet):
    model = Quiz
    icon = "list-ol"
    list_display = ["title", "level", "code", UpdatedAtColumn()]
    list_filter = ["level"]
    edit_handler = QUIZ


@register_snippet
class QuizViewSetGroup(SnippetViewSetGroup):
    items = (QuizViewSet, QuestionViewSet)
    menu_label = _("Quizzes and questions")
    menu_icon = "circle-check"
    menu_name = "quizzes"

    def get_submenu_items(self) -> list[MenuItem]:
        items = super().get_submenu_items()
        return [
            *items,
            QuestionMenuItem(_("Figures"), reverse_lazy("quiz_figures"), icon_name="view", order=len(items) + 1),
            QuestionMenuItem(
                _("To explain"), reverse_lazy("quiz_explanations"), icon_name="edit", order=len(items) + 2
            ),
            QuestionMenuItem(
                _("Import, export"), reverse_lazy("quiz_exchange"), icon_name="download", order=len(items) + 3
            ),
        ]


class QuestionMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("quizzes.change_question")


@hooks.register("register_admin_urls")
def register_bank_urls() -> list[URLPattern]:
    return [
        path("questions/fichiers/", bank_views.exchange, name="quiz_exchange"),
        path("questions/fichiers/<slug:identifier>/", bank_views.follow_import, name="quiz_import"),
        path("questions/exporter/", bank_views.export, name="quiz_export"),
        path("questions/a-expliquer/", bank_views.explanations, name="quiz_explanations"),
        path("questions/chiffres/", bank_views.figures, name="quiz_figures"),
        path("questions/chiffres/<slug:code>/", bank_views.figures, name="quiz_figures_of"),
    ]


@hooks.register("before_delete_snippet")
def guard_deleted_questions(request: HttpRequest, instances: Sequence[Model]) -> HttpResponse | None:
    questions = [instance for instance in instances if isinstance(instance, Question)]
    places = quizzes_using(*questions) if questions else []
    return refuse(request, questions, places, _("deleted")) if places else None


@hooks.register("before_bulk_action")
def guard_questions_deleted_together(
    request: HttpRequest, action_type: str, objects: Sequence[Model], action_class_instance: Any
) -> HttpResponse | None:
    return guard_deleted_questions(request, objects) if action_type == "delete" else None
