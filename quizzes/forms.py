from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.admin.forms.models import WagtailAdminModelForm

from quizzes.blocks import to_choices
from quizzes.checking import missing
from quizzes.content import QuestionContent
from quizzes.enums import Kind


class QuestionForm(WagtailAdminModelForm):
    """A draft may lack anything but its kind; publishing asks for the whole (see `checking.missing`)."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # The tick speaks of the change being made: it never stays from one change to the next.
        self.initial["typo"] = False

    def clean(self):
        cleaned = super().clean()
        if not self.is_deferred_validation and not self.errors:
            for problem in missing(self._content(cleaned)):
                self.add_error(None, problem)
        return cleaned

    def _content(self, cleaned: dict) -> QuestionContent:
        return QuestionContent(
            kind=Kind(cleaned["kind"]),
            stem=cleaned["stem"],
            choices=to_choices(cleaned["kind"], cleaned["choices"].get_prep_value()),
            principle=cleaned.get("principle", ""),
            model_answer=cleaned.get("model_answer", ""),
        )


class QuizForm(WagtailAdminModelForm):
    """Published, a quiz asks at least one question, and no question twice."""

    def clean(self):
        cleaned = super().clean()
        places = [form for form in self.formsets["places"].forms if not form.cleaned_data.get("DELETE")]
        questions = [form.cleaned_data.get("question") for form in places if form.cleaned_data.get("question")]
        if not self.is_deferred_validation and not questions:
            raise ValidationError(_("Choose at least one question."))
        twice = {str(question) for question in questions if questions.count(question) > 1}
        if twice:
            raise ValidationError(_("“%(text)s” stands there twice.") % {"text": ", ".join(sorted(twice))})
        return cleaned
