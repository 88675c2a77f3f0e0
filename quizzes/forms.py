from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm

from media.forms import AttributionForm
from quizzes.blocks import to_choices
from quizzes.checking import missing
from quizzes.content import QuestionContent
from quizzes.enums import Kind
from quizzes.exchange.reading import UnreadableFileError, check_size
from quizzes.models import Quiz
from quizzes.queries import all_quizzes


class QuestionForm(WagtailAdminModelForm):
    """A draft may lack anything but its kind; publishing asks for the whole (see `checking.missing`)."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # The tick speaks of the change being made: it never stays from one change to the next.
        self.initial["typo"] = False

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if self.instance.pk and cleaned.get("twin") == self.instance:
            self.add_error("twin", _("A question is not its own twin."))
        if not self.is_deferred_validation and not self.errors:
            for problem in missing(self._content(cleaned)):
                self.add_error(None, problem)
        return cleaned

    def _content(self, cleaned: dict[str, Any]) -> QuestionContent:
        return QuestionContent(
            kind=Kind(cleaned["kind"]),
            stem=cleaned["stem"],
            choices=to_choices(cleaned["kind"], cleaned["choices"].get_prep_value()),
            principle=cleaned.get("principle", ""),
            model_answer=cleaned.get("model_answer", ""),
        )


class QuizForm(WagtailAdminModelForm):
    """Published, a quiz asks at least one question, and no question twice."""

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        # The places are otherwise validated after this form.
        self.formsets["places"].is_valid()
        places = [form.cleaned_data for form in self.formsets["places"].forms]
        questions = [place["question"] for place in places if place.get("question") and not place.get("DELETE")]
        if not self.is_deferred_validation and not questions:
            raise ValidationError(_("Choose at least one question."))
        twice = {str(question) for question in questions if questions.count(question) > 1}
        if twice:
            raise ValidationError(_("“%(text)s” stands there twice.") % {"text": ", ".join(sorted(twice))})
        return cleaned


class ImportForm(AttributionForm):
    file = forms.FileField(label=_("GIFT or Moodle XML file"), help_text=_("20 MB at most."))

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        try:
            check_size(file.size)
        except UnreadableFileError as error:
            raise ValidationError(str(error)) from error
        return file


class ExportForm(forms.Form):
    format = forms.ChoiceField(label=_("Format"), choices=[("gift", "GIFT"), ("moodle", "Moodle XML")])
    quiz = forms.ModelChoiceField(
        label=_("Quiz"),
        queryset=Quiz._default_manager.none(),
        required=False,
        to_field_name="code",
        empty_label=_("All the questions"),
    )
    tag = forms.CharField(label=_("Tag"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ModelChoiceField[Quiz]", self.fields["quiz"]).queryset = all_quizzes()
