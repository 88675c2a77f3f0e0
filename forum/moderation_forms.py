from django import forms
from django.utils.translation import gettext_lazy as _

from .fields import TitleField
from .queries import all_sections


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Reason, shown to all"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))


class ApproveForm(forms.Form):
    """Shows what was read, and nothing that its author wrote since."""

    seen = forms.CharField(widget=forms.HiddenInput)


class LockForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason, shown to all (optional)"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class MoveForm(forms.Form):
    section = forms.ModelChoiceField(all_sections(), label=_("section"), empty_label=None)
    title = TitleField(label=_("title"))


class SplitForm(MoveForm):
    with_following = forms.BooleanField(label=_("With the messages that follow"), required=False)


class WarningForm(forms.Form):
    reason = forms.CharField(
        label=_("What is not accepted, for this person only"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )


class SuspensionForm(WarningForm):
    days = forms.IntegerField(label=_("For how many days?"), min_value=1, max_value=3650, initial=7)
