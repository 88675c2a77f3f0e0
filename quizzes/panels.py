from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, ObjectList, Panel, TabbedInterface

from quizzes.forms import QuestionForm, QuizForm
from quizzes.queries import quizzes_using

ATTRIBUTION = MultiFieldPanel(
    [
        FieldPanel("licence"),
        FieldPanel("authors"),
        FieldPanel("source_title"),
        FieldPanel("source_url"),
        FieldPanel("changes"),
    ],
    heading=_("Licence and authors"),
)


class UsedInPanel(Panel):
    """The quizzes that ask a question, or ask it as a twin."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "quizzes/admin/used_in_panel.html"

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            context = super().get_context_data(parent_context)
            context["quizzes"] = quizzes_using(self.instance) if self.instance.pk else []
            return context


QUESTION = TabbedInterface(
    [
        ObjectList(
            [
                FieldPanel("kind"),
                FieldPanel("stem"),
                FieldPanel("choices"),
                FieldPanel("fixed_order"),
                FieldPanel("model_answer"),
                FieldPanel("principle"),
                FieldPanel("typo"),
            ],
            heading=_("Question"),
        ),
        ObjectList(
            [
                FieldPanel("name"),
                FieldPanel("tags"),
                MultiFieldPanel([FieldPanel("lesson_url"), FieldPanel("lesson_label")], heading=_("Read again")),
                FieldPanel("glossary"),
                FieldPanel("twin"),
                UsedInPanel(heading=_("Used in")),
            ],
            heading=_("Classification"),
        ),
        ObjectList([ATTRIBUTION], heading=_("Licence and authors")),
    ],
    base_form_class=QuestionForm,
)

QUIZ = TabbedInterface(
    [
        ObjectList(
            [
                FieldPanel("title"),
                FieldPanel("level"),
                FieldPanel("purpose"),
                InlinePanel(
                    "places",
                    [FieldPanel("question")],
                    heading=_("Questions, in order"),
                    label=_("Question"),
                    help_text=_("Five to eight, of two kinds at least; half of them about a situation."),
                ),
            ],
            heading=_("Quiz"),
        ),
        ObjectList([FieldPanel("code", read_only=True), ATTRIBUTION], heading=_("Licence and authors")),
    ],
    base_form_class=QuizForm,
)
