from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import UpdatedAtColumn
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from quizzes.models import Question, Quiz
from quizzes.panels import QUESTION, QUIZ


class QuestionViewSet(SnippetViewSet):
    model = Question
    icon = "help"
    list_display = ["__str__", "kind", "version", UpdatedAtColumn()]
    list_filter = ["kind", "tags"]
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
