import uuid
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from accounts.models import User
from accounts.names import MAX_LENGTH as NAME_LENGTH
from accounts.renaming import clean_name, rename
from text.typography import normalise

from .enums import ReportReason, Rhythm
from .fields import TitleField
from .models import Section
from .posting import Draft
from .queries import general_sections
from .rendering import MAX_LENGTH, render_post
from .screening import opened_now, seconds_to_fill


class TrapForm(forms.Form):
    """Two things that robots get wrong: a field that people do not see, and the time that writing takes."""

    website = forms.CharField(
        required=False, label=_("Leave this field empty"), widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    opened = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["opened"].initial = opened_now
        self.fields["website"].widget.attrs["tabindex"] = "-1"

    @property
    def trapped(self) -> bool:
        return bool(self.cleaned_data.get("website"))

    @property
    def seconds(self) -> float | None:
        return seconds_to_fill(self.cleaned_data.get("opened", ""))


class PostForm(TrapForm):
    """A message. People who have no public name yet choose it here; `html` is the preview once the form is valid."""

    text = forms.CharField(
        label=_("Your message"),
        max_length=MAX_LENGTH,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_("Markdown works: **bold**, - list, > quotation, [text](address)."),
    )
    key = forms.UUIDField(required=False, widget=forms.HiddenInput)
    follow = forms.BooleanField(required=False, initial=True, label=_("Tell me by mail about the answers"))

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.html = ""
        self.fields["key"].initial = uuid.uuid4
        if not getattr(user, "display_name", ""):  # nor has a visitor, who writes first and signs up after
            self.fields["name"] = forms.CharField(
                label=_("Your public name"),
                max_length=NAME_LENGTH,
                help_text=_("Shown beside what you write. A pseudonym is welcome."),
                widget=forms.TextInput(attrs={"autocomplete": "nickname"}),
            )
            self.order_fields(["name"])

    def clean_name(self) -> str:
        return clean_name(self.user, self.cleaned_data["name"])

    def clean_text(self) -> str:
        text = normalise(self.cleaned_data["text"])
        self.html = render_post(text)
        if not self.html.strip():
            raise ValidationError(_("This message is empty once it is shown."))
        return text

    def draft(self) -> Draft:
        return Draft(
            source=self.cleaned_data["text"],
            html=self.html,
            key=self.cleaned_data["key"] or uuid.uuid4(),
            trapped=self.trapped,
            seconds=self.seconds,
            follow=self.cleaned_data.get("follow", False),
        )

    def keep_name(self) -> bool:
        """Whether one may go on to publish: not when somebody else took the name an instant before."""
        try:
            if "name" in self.cleaned_data:
                rename(self.user, self.cleaned_data["name"])
        except ValidationError as error:
            self.add_error("name", error)
        return not self.errors


class TopicForm(PostForm):
    title = TitleField(label=_("Your question or your subject, in one sentence"))

    def __init__(self, *args: Any, section: Section | None = None, page: Page | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if section is None and page is None:
            self.fields["section"] = forms.ModelChoiceField(
                general_sections(), label=_("Where"), empty_label=None, to_field_name="slug"
            )
        self.order_fields(["name", "section", "title", "text"])


class EditForm(PostForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["follow"]


class ReportForm(TrapForm):
    reason = forms.ChoiceField(label=_("What is wrong?"), choices=ReportReason.choices, widget=forms.RadioSelect)
    details = forms.CharField(
        label=_("What should the team know? (optional)"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class FollowForm(forms.Form):
    rhythm = forms.ChoiceField(
        label=_("How often?"), choices=Rhythm.choices, initial=Rhythm.AT_ONCE, widget=forms.RadioSelect
    )
