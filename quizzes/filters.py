import django_filters
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from quizzes.models import Question
from quizzes.queries import all_quizzes, tags_of_questions


class QuestionFilterSet(WagtailFilterSet):
    """The bank by kind, tag, quiz and state."""

    tags = django_filters.ModelChoiceFilter(label=_("Tag"), queryset=lambda _request: tags_of_questions())
    places__quiz = django_filters.ModelChoiceFilter(label=_("Used in"), queryset=lambda _request: all_quizzes())

    class Meta:
        model = Question
        fields = ["kind", "tags", "places__quiz", "live"]
