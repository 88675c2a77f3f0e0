"""What the accounts themselves and the libraries below hold about a person."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.utils.translation import gettext_lazy as _
from wagtail.models import Comment, CommentReply, ModelLogEntry, PageLogEntry
from wagtail.users.models import UserProfile

from .models import User
from .personal_data import Fate, PersonalTable, Row, before_deletion, plain_rows, register
from .sessions import open_sessions


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


def _sessions(user: User) -> list[Row]:
    return plain_rows(open_sessions(user), "device", "signed_in_at", "expire_date")


def _comments(user: User) -> list[Row]:
    return plain_rows(Comment.objects.filter(user=user), "text", "created_at")


def _replies(user: User) -> list[Row]:
    return plain_rows(CommentReply.objects.filter(user=user), "text", "created_at")


def _acts_on_pages(user: User) -> list[Row]:
    return plain_rows(PageLogEntry.objects.filter(user=user), "label", "action", "timestamp")


def _other_acts(user: User) -> list[Row]:
    return plain_rows(ModelLogEntry.objects.filter(user=user), "label", "action", "timestamp")


register(
    PersonalTable("accounts.user", "id", Fate.DELETED, _("Account"), _account),
    PersonalTable("account.emailaddress", "user", Fate.DELETED, _("Mail addresses"), _addresses),
    PersonalTable("mfa.authenticator", "user", Fate.DELETED, _("Keys and spare codes"), _keys),
    PersonalTable("accounts.session", "user", Fate.DELETED, _("Open sessions"), _sessions),
    PersonalTable("wagtailcore.comment", "user", Fate.DELETED, _("Comments in the admin"), _comments),
    PersonalTable("wagtailcore.commentreply", "user", Fate.DELETED, _("Replies to comments in the admin"), _replies),
    PersonalTable("wagtailcore.pagelogentry", "user", Fate.KEPT_WITHOUT_NAME, _("What I did to pages"), _acts_on_pages),
    PersonalTable("wagtailcore.modellogentry", "user", Fate.KEPT_WITHOUT_NAME, _("What else I did"), _other_acts),
    PersonalTable("wagtailusers.userprofile", "user", Fate.DELETED, _("Preferences in the admin"), _preferences),
)


def keep_addresses_out_of_the_log(instance: ModelLogEntry, **kwargs: Any) -> None:
    """A receiver, before an entry is kept: an account is called there by its public name, else by its number."""
    if instance.content_type_id and instance.content_type.model_class() is User:
        user = User.objects.filter(pk=instance.object_id).first()
        instance.label = (user.display_name if user else "") or f"#{instance.object_id}"


@before_deletion
def forget_address_in_the_log(user: User) -> None:
    """Wagtail's log keeps the acts, under the number of the account that is gone."""
    entries = ModelLogEntry.objects.for_instance(user)
    entries.update(label=f"#{user.pk}")
