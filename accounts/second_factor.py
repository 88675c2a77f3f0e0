"""
Whoever can change the accounts of others signs in with two proofs: a password and a passkey.

A grace of some days starts at the first visit to the admin; its end is said on every page where it matters. Then the
admin stays shut until a passkey is added. `manage.py forget_keys` lets in somebody who has lost theirs.
"""

from datetime import datetime, timedelta

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.utils import timezone

from .models import User
from .queries import is_administrator


def is_asked(user: User) -> bool:
    """Whether this person owes the site a passkey."""
    return settings.SECOND_FACTOR_DAYS is not None and is_administrator(user) and not has_passkey(user)


def has_passkey(user: User) -> bool:
    return Authenticator.objects.filter(user=user, type=Authenticator.Type.WEBAUTHN).exists()


def asked_until(user: User) -> datetime:
    """The end of the grace, which starts now when it had not."""
    if user.second_factor_asked_at is None:
        user.second_factor_asked_at = timezone.now()
        User.objects.filter(pk=user.pk).update(second_factor_asked_at=user.second_factor_asked_at)
    return user.second_factor_asked_at + timedelta(days=settings.SECOND_FACTOR_DAYS or 0)


def forget_keys(user: User) -> int:
    """Removes the passkeys and spare codes of somebody who has lost them; the grace starts again at the next visit."""
    count, _ = Authenticator.objects.filter(user=user).delete()
    User.objects.filter(pk=user.pk).update(second_factor_asked_at=None)
    return count
