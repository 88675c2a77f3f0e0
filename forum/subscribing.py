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


def unsubscribe(token: str) -> None:
    """Stops what the token names: one subscription, or all that come in a digest. An unknown token changes nothing."""
    Subscription.objects.filter(token=token).delete()
    try:
        person = signing.loads(token, salt=DIGEST_SALT)
    except signing.BadSignature:
        return
    Subscription.objects.filter(user=person, rhythm=Rhythm.DAILY).delete()
