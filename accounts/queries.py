from django.contrib.auth.base_user import AbstractBaseUser
from wagtail.users.models import UserProfile

from .models import User


def chosen_language(user: AbstractBaseUser) -> str:
    """The language code that a person chose in the admin; empty when none was."""
    profile = UserProfile.objects.filter(user=user).values_list("preferred_language", flat=True)
    return profile.first() or ""


def is_administrator(user: User) -> bool:
    """Whoever can change the accounts of others: such an account opens all the others."""
    return bool(user.is_active and user.has_perm("accounts.change_user"))
