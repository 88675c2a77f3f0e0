from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.utils.crypto import salted_hmac
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

    username = None  # type: ignore[assignment] # Django’s way to take a field away, here and below
    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
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
    second_factor_asked_at = models.DateTimeField(null=True, editable=False)
    name_key = models.CharField(  # noqa: DJ001 (several have no name yet)
        max_length=MAX_LENGTH * 3,
        unique=True,
        null=True,
        editable=False,
        error_messages={"unique": _("Someone else already uses this name.")},
    )

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = []

    objects: ClassVar[UserManager] = UserManager()  # type: ignore[assignment] # ours asks no username

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.email = self.email.lower()
        key = name_key(self.display_name)
        # Two names that had been told apart by an older table keep living side by side (migration 0003).
        if not key or not (self.name_key or "").startswith(f"{key[:160]}#"):
            self.name_key = key or None
        if kwargs.get("update_fields") is not None and "display_name" in kwargs["update_fields"]:
            kwargs["update_fields"] = {*kwargs["update_fields"], "name_key"}
        before = self._former_keys(kwargs.get("update_fields"))
        super().save(*args, **kwargs)
        if before is not None:
            self._follow_changed_keys(*before)

    def _former_keys(self, update_fields: Any) -> tuple[str, str] | None:
        """The address and the password's hash before this save, when it may change one of them."""
        if self._state.adding or (update_fields is not None and not {"email", "password"} & set(update_fields)):
            return None
        return type(self).objects.filter(pk=self.pk).values_list("email", "password").first()

    def _follow_changed_keys(self, email: str, password: str) -> None:
        """Whatever changes an address (its person, the team, a command), the former one opens this account no more."""
        from allauth.account.models import EmailAddress

        if email != self.email:
            EmailAddress.objects.filter(user=self).exclude(email=self.email).delete()
            vouch_for_address(self)
        if (email, password) != (self.email, self.password):
            Session.objects.filter(user=self).delete()

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """Sessions end when the password changes, and when the address does."""
        keys = f"{self.password}|{self.email}"
        return salted_hmac("accounts.User.session", keys, secret=secret, algorithm="sha256").hexdigest()

    def get_full_name(self) -> str:
        return self.display_name

    def get_short_name(self) -> str:
        return self.display_name


class Session(AbstractBaseSession):
    """
    A session, with whose it is and what it was opened on, so that its person sees it and can close it.

    Nothing is written while somebody reads: there is no "last seen", and no address of a visitor.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+")
    device = models.CharField(_("device"), max_length=60, blank=True)
    signed_in_at = models.DateTimeField(_("signed in on"), null=True)

    class Meta(AbstractBaseSession.Meta):
        pass

    @classmethod
    def get_session_store_class(cls) -> Any:
        from .sessions import SessionStore

        return SessionStore

    @property
    def mark(self) -> str:
        """Names the session in a page: its key itself would open it."""
        return salted_hmac("accounts.session.mark", self.session_key).hexdigest()[:20]
