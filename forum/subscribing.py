from accounts.models import User

from .models import Section, Subscription, Topic


def subscribe(user: User, target: Topic | Section, rhythm: str) -> Subscription:
    """Mail about a topic or a section, at once or once a day; asked again, only the rhythm changes."""
    field = "topic" if isinstance(target, Topic) else "section"
    subscription, _ = Subscription.objects.update_or_create(user=user, **{field: target}, defaults={"rhythm": rhythm})
    return subscription


def unsubscribe(token: str) -> None:
    """Stops what the token names; an unknown or used token changes nothing."""
    Subscription.objects.filter(token=token).delete()
