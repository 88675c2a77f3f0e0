from typing import Any

from django.core import signing

from accounts.models import User

from .digests import DIGEST_SALT
from .enums import Rhythm
from .models import Section, Subscription, Topic


def subscribe(user: User, target: Topic | Section, rhythm: str) -> Subscription:
    """Mail about a topic or a section, at once or once a day; asked again, only the rhythm changes."""
    named: dict[str, Any] = {"topic" if isinstance(target, Topic) else "section": target}
    subscription, _ = Subscription.objects.update_or_create(user=user, defaults={"rhythm": rhythm}, **named)
    return subscription


def unsubscribe(token: str) -> bool:
    """
    Stops what the token names: one subscription, or all that come in a digest.

    False when a digest's token cannot be read (its key was changed and forgotten): its mails would go on, and saying
    that they are stopped would be a lie.
    """
    Subscription.objects.filter(token=token).delete()
    try:
        person = signing.loads(token, salt=DIGEST_SALT)
    except signing.BadSignature:
        return ":" not in token
    Subscription.objects.filter(user=person, rhythm=Rhythm.DAILY).delete()
    return True
