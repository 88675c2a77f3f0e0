from django.contrib.auth.base_user import AbstractBaseUser
from wagtail.users.models import UserProfile


def chosen_language(user: AbstractBaseUser) -> str:
    """The language code that a person chose in the admin; empty when none was."""
    profile = UserProfile.objects.filter(user=user).values_list("preferred_language", flat=True)
    return profile.first() or ""
