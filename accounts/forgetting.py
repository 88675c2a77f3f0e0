"""
What is not kept for ever: each app says what it forgets; the worker does it every hour (`core/background.py`).

It may be run at any time, by several at once: what is gone already is not there to be forgotten twice.
"""

from collections.abc import Callable
from datetime import timedelta

from django.core.cache import caches
from django.utils import timezone

from .limits_store import LimitsCache
from .models import Session, User

UNCONFIRMED = timedelta(days=30)

Forget = Callable[[], int]
_registered: list[Forget] = []


def forgets(forget: Forget) -> Forget:
    """Registers a function that forgets what is old, and says how many rows that was."""
    if forget not in _registered:
        _registered.append(forget)
    return forget


def forget_old() -> dict[str, int]:
    """Forgets all that is old, by name of function."""
    return {forget.__name__: forget() for forget in _registered}


@forgets
def unconfirmed_accounts() -> int:
    """Somebody typed an address, their own or another's, and nobody followed the link: nothing of it stays."""
    never = User.objects.filter(date_joined__lt=timezone.now() - UNCONFIRMED, last_login=None, is_superuser=False)
    found = list(never.filter(groups=None).exclude(emailaddress__verified=True))
    for user in found:
        user.delete()
    return len(found)


@forgets
def expired_sessions() -> int:
    count, _ = Session.objects.filter(expire_date__lt=timezone.now()).delete()
    return count


@forgets
def expired_limits() -> int:
    store = caches["limits"]
    return store.sweep() if isinstance(store, LimitsCache) else 0
