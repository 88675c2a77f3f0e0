from typing import Any

from accounts.models import User

from .models import Section, Subscription, Topic


def subscribe(user: User, target: Topic | Section, rhythm: str) -> Subscription:
    """Mail about a topic or a section, at once or once a day; asked again, only the rhythm changes."""
    named: dict[str, Any] = {"topic" if isinstance(target, Topic) else "section": target}
    subscription, _ = Subscription.objects.update_or_create(user=user, defaults={"rhythm": rhythm}, **named)
    return subscription


def unsubscribe(token: str) -> None:
    """Stops what the token names; an unknown or used token changes nothing."""
    Subscription.objects.filter(token=token).delete()
