from typing import Any

from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from .names import MAX_LENGTH, name_key, validate_public_name


def vouch_for_address(user: "User") -> None:
    """An account made by the team needs no confirmation mail; one made by sign-up does not come through here."""
    from allauth.account.models import EmailAddress

    EmailAddress.objects.update_or_create(user=user, email=user.email, defaults={"verified": True, "primary": True})


class UserManager(BaseUserManager["User"]):
    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=(username or "").lower())

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        if not email:
            raise ValueError("An account needs a mail address.")
        user = self.model(email=email, **fields)
        user.set_password(password)
        user.save(using=self._db)
        vouch_for_address(user)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(email, password, **{"is_staff": True, "is_superuser": True, **fields})


class User(AbstractUser):
    """
    A person who writes in the forum, publishes under a name, or synchronises a notebook. No key to our other models.

    A mail address and nothing else is asked. The public name is chosen when it first serves; it stays
    out of sign-up, where "this name is taken" would tell whether the address just tried had an account.
    """

    username = None
    first_name = None
    last_name = None
    email = models.EmailField(
        _("email address"), unique=True, error_messages={"unique": _("An account with this address exists already.")}
    )
    display_name = models.CharField(
        _("public name"),
        max_length=MAX_LENGTH,
        blank=True,
        validators=[validate_public_name],
        help_text=_("Shown beside what you write. A pseudonym is welcome."),
    )
    name_key = models.CharField(  # noqa: DJ001 (several have no name yet)
        max_length=MAX_LENGTH * 3,
        unique=True,
        null=True,
        editable=False,
        error_messages={"unique": _("Someone else already uses this name.")},
    )

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = []

    objects = UserManager()

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.email = self.email.lower()
        self.name_key = name_key(self.display_name) or None
        if kwargs.get("update_fields") is not None and "display_name" in kwargs["update_fields"]:
            kwargs["update_fields"] = {*kwargs["update_fields"], "name_key"}
        super().save(*args, **kwargs)

    def get_full_name(self) -> str:
        return self.display_name

    def get_short_name(self) -> str:
        return self.display_name
