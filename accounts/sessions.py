"""The sessions of the site, kept with the account they belong to (Django: "Extending database-backed session engines")."""

from datetime import datetime
from typing import Any, cast

from django.contrib.auth import SESSION_KEY, update_session_auth_hash
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from .devices import device_of
from .models import Session, User

DEVICE = "device"
SIGNED_IN_AT = "signed_in_at"


class SessionStore(DatabaseStore):
    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        row = cast(Session, super().create_model_instance(data))
        row.user_id = int(data[SESSION_KEY]) if data.get(SESSION_KEY) else None
        row.device = data.get(DEVICE, "")
        row.signed_in_at = datetime.fromisoformat(data[SIGNED_IN_AT]) if data.get(SIGNED_IN_AT) else None
        return row


def note_device(request: HttpRequest, **kwargs: Any) -> None:
    """When somebody signs in: on what, and when. Nothing of it changes afterwards."""
    request.session[DEVICE] = device_of(request.META.get("HTTP_USER_AGENT", ""))
    request.session[SIGNED_IN_AT] = timezone.now().isoformat()


def keep_this_session(request: HttpRequest, user: User, **kwargs: Any) -> None:
    """Whoever changes their own address stays signed in where they do it; their other sessions have just ended."""
    if request.user.is_authenticated and request.user.pk == user.pk:
        update_session_auth_hash(request, user)


def open_sessions(user: User) -> QuerySet[Session]:
    """The sessions that would let this person in now, the last first."""
    return Session.objects.filter(user=user, expire_date__gt=timezone.now()).order_by("-signed_in_at")


def close_session(user: User, mark: str) -> None:
    """Closes the session of that mark, where it is this person's."""
    keys = [session.session_key for session in open_sessions(user) if session.mark == mark]
    Session.objects.filter(user=user, session_key__in=keys).delete()


def close_other_sessions(user: User, kept: str | None) -> None:
    """Closes all the sessions of this person but the one of that key."""
    Session.objects.filter(user=user).exclude(session_key=kept).delete()
