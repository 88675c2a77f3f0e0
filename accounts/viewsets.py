from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.account import AccountView, BaseSettingsPanel, NameEmailSettingsPanel
from wagtail.users.forms import UserCreationForm, UserEditForm
from wagtail.users.views.users import UserViewSet as WagtailUserViewSet

from .models import User
from .names import MAX_LENGTH
from .renaming import clean_name_given_by_team, renamed


class PublicName(forms.Form):
    """One public name in the place of Wagtail's first and last names."""

    instance: User
    first_name = None
    last_name = None
    display_name = forms.CharField(label=_("public name"), max_length=MAX_LENGTH, required=False)

    def clean_display_name(self) -> str:
        name = self.cleaned_data["display_name"].strip()
        return clean_name_given_by_team(self.instance, name) if name else ""


class AccountCreationForm(PublicName, UserCreationForm):
    class Meta(UserCreationForm.Meta):
        fields = ["email", "display_name", "is_superuser", "groups"]


class AccountEditForm(PublicName, UserEditForm):
    class Meta(UserEditForm.Meta):
        fields = ["email", "display_name", "is_active", "is_superuser", "groups"]

    def save(self, commit: bool = True) -> User:
        before = self.initial.get("display_name") or ""
        user = super().save(commit)
        if before != user.display_name:
            renamed.send(sender=type(user), user=user, before=before, after=user.display_name)
        return user


class UserViewSet(WagtailUserViewSet):
    create_template_name = "accounts/admin_users/create.html"
    edit_template_name = "accounts/admin_users/edit.html"

    def get_form_class(self, for_update: bool = False) -> type[PublicName]:
        return AccountEditForm if for_update else AccountCreationForm


class PreferencesView(AccountView):
    """One's preferences in the admin; the name and the address are looked after under `/compte/`."""

    def get_panels(self) -> list[BaseSettingsPanel]:
        return [panel for panel in super().get_panels() if not isinstance(panel, NameEmailSettingsPanel)]


preferences = require_admin_access(PreferencesView.as_view())
