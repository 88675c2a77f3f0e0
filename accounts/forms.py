from typing import TYPE_CHECKING, Any, ClassVar

from allauth.account import app_settings
from allauth.account.forms import AddEmailForm as AllauthAddEmailForm
from allauth.account.forms import LoginForm as AllauthLoginForm
from allauth.account.forms import ResetPasswordForm as AllauthResetPasswordForm
from allauth.account.forms import SignupForm as AllauthSignupForm
from django import forms
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from . import limits
from .models import User
from .proof_of_work import is_solved
from .renaming import clean_name, rename

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


class LabelledForm(forms.Form):
    """A form of allauth with our labels, and without the placeholders that would repeat them."""

    labels: ClassVar[dict[str, "str | _StrPromise"]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in self.labels.items():
            self.fields[name].label = label
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)


class SpentInput(forms.HiddenInput):
    """A proof serves once: a form that is shown again asks the script for another."""

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        return super().get_context(name, None, attrs)


class SignupForm(LabelledForm, AllauthSignupForm):
    """
    Mail address and password, with altcha's proof where scripts run.

    Without a proof (no JavaScript) the sign-up is accepted too, fewer times per address: the mail is
    confirmed and the first message waits for the team in any case. A wrong proof is refused.
    """

    labels = {
        "email": _("Your mail address"),
        "password1": _("A password"),
        app_settings.SIGNUP_FORM_HONEYPOT_FIELD: _("Leave this field empty"),
    }
    altcha = forms.CharField(required=False, widget=SpentInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        trap = self.fields[app_settings.SIGNUP_FORM_HONEYPOT_FIELD]
        trap.widget.attrs = {"autocomplete": "off", "tabindex": "-1"}
        self.fields["password1"].help_text = _("At least 10 characters. Several words that you will remember do well.")

    def clean_altcha(self) -> str:
        payload = self.cleaned_data["altcha"]
        if payload and not is_solved(payload):
            raise ValidationError(_("The check against robots has expired. Send the form once more."))
        return payload

    def try_save(self, request: HttpRequest) -> tuple[User | None, HttpResponse | None]:
        if not self.cleaned_data.get("altcha") and not limits.allows(request, "signup_without_proof"):
            return None, limits.too_many(request)
        if self.account_already_exists:
            # As long as for a new account, or the time would tell who has one.
            make_password(self.cleaned_data["password1"])
        return super().try_save(request)


class LoginForm(LabelledForm, AllauthLoginForm):
    labels = {
        "login": _("Your mail address"),
        "password": _("Your password"),
        "remember": _("Stay signed in on this device"),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = ""


class ResetPasswordForm(LabelledForm, AllauthResetPasswordForm):
    labels = {"email": _("Your mail address")}


class AddEmailForm(LabelledForm, AllauthAddEmailForm):
    labels = {"email": _("Your new mail address")}


class NameForm(forms.ModelForm):  # type: ignore[type-arg] # a generic for the checker alone
    class Meta:
        model = get_user_model()
        fields = ["display_name"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["display_name"].required = True
        self.fields["display_name"].widget.attrs["autocomplete"] = "nickname"

    def clean_display_name(self) -> str:
        return clean_name(self.instance, self.cleaned_data["display_name"])

    def keep(self) -> bool:
        """Whether the name was kept; otherwise the form says that somebody else took it an instant before."""
        try:
            rename(self.instance, self.cleaned_data["display_name"])
        except ValidationError as error:
            self.add_error("display_name", error)
        return self.is_valid()


class DeletionForm(forms.Form):
    """The address typed again, so that nobody deletes an account by a slip."""

    email = forms.EmailField(label=_("Your mail address, to confirm"))

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields["email"].widget.attrs["autocomplete"] = "email"

    def clean_email(self) -> str:
        if self.cleaned_data["email"].lower() != self.user.email:
            raise ValidationError(_("This is not the address of this account. Nothing was deleted."))
        return self.cleaned_data["email"]
