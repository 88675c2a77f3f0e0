"""What the accounts themselves and the libraries below hold about a person."""

from django.utils.translation import gettext_lazy as _

from .models import User
from .personal_data import Fate, PersonalTable, plain_rows, register


def _account(user):
    return plain_rows(User.objects.filter(pk=user.pk), "email", "display_name", "date_joined", "last_login")


def _addresses(user):
    return plain_rows(user.emailaddress_set.all(), "email", "verified", "primary")


def _keys(user):
    return [
        {"type": key.get_type_display(), "created_at": key.created_at, "last_used_at": key.last_used_at}
        for key in user.authenticator_set.all()
    ]


def _preferences(user):
    from wagtail.users.models import UserProfile

    return plain_rows(UserProfile.objects.filter(user=user), "preferred_language", "current_time_zone")


register(
    PersonalTable("accounts.user", "id", Fate.DELETED, _("Account"), _account),
    PersonalTable("account.emailaddress", "user", Fate.DELETED, _("Mail addresses"), _addresses),
    PersonalTable("mfa.authenticator", "user", Fate.DELETED, _("Keys and spare codes"), _keys),
    PersonalTable("wagtailusers.userprofile", "user", Fate.DELETED, _("Preferences in the admin"), _preferences),
)
