"""What the accounts themselves and the libraries below hold about a person."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.utils.translation import gettext_lazy as _
from wagtail.models import ModelLogEntry
from wagtail.users.models import UserProfile

from .models import User
from .personal_data import Fate, PersonalTable, Row, before_deletion, plain_rows, register


def _account(user: User) -> list[Row]:
    return plain_rows(User.objects.filter(pk=user.pk), "email", "display_name", "date_joined", "last_login")


def _addresses(user: User) -> list[Row]:
    return plain_rows(EmailAddress.objects.filter(user=user), "email", "verified", "primary")


def _keys(user: User) -> list[Row]:
    return [
        {"type": key.get_type_display(), "created_at": key.created_at, "last_used_at": key.last_used_at}
        for key in Authenticator.objects.filter(user=user)
    ]


def _preferences(user: User) -> list[Row]:
    return plain_rows(UserProfile.objects.filter(user=user), "preferred_language", "current_time_zone")


register(
    PersonalTable("accounts.user", "id", Fate.DELETED, _("Account"), _account),
    PersonalTable("account.emailaddress", "user", Fate.DELETED, _("Mail addresses"), _addresses),
    PersonalTable("mfa.authenticator", "user", Fate.DELETED, _("Keys and spare codes"), _keys),
    PersonalTable("wagtailusers.userprofile", "user", Fate.DELETED, _("Preferences in the admin"), _preferences),
)


@before_deletion
def forget_address_in_the_log(user: User) -> None:
    """Wagtail's log keeps the acts; the label of an account in it is a mail address."""
    entries = ModelLogEntry.objects.for_instance(user)
    entries.update(label=f"#{user.pk}")
