"""What makes a message wait for the team: never refused, never lost."""

import time
import unicodedata
from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User

from .enums import PostStatus
from .models import ListedWord, Post
from .permissions import is_moderator
from .rendering import count_links

LINKS = 3
SECONDS = 3
_SIGNER = signing.TimestampSigner(salt="forum.screening")


def opened_now() -> str:
    """A signed mark of when the form was shown."""
    return _SIGNER.sign("form")


def seconds_to_fill(mark: str) -> float | None:
    """Seconds since the form was shown; nothing when the mark is missing or forged."""
    try:
        _SIGNER.unsign(mark)
    except signing.BadSignature:
        return None
    stamp = mark.rsplit(":", 2)[-2]
    return time.time() - signing.b62_decode(stamp)


def reasons_to_wait(user: User, text: str, html: str, *, trapped: bool, seconds: float | None) -> list[str]:
    """Why a message waits, in the words of the team's queue; an empty list when it is published at once."""
    reasons = {
        _("first message"): not Post.objects.filter(author=user, status=PostStatus.PUBLISHED).exists(),
        _("hidden field filled"): trapped,
        _("written too fast"): seconds is None or seconds < SECONDS,
        _("many links"): count_links(html) > LINKS,
        _("listed words"): has_listed_words(text),
    }
    found = [reason for reason, applies in reasons.items() if applies]
    return [] if found and is_moderator(user) else found


def writes_too_much(user: User) -> bool:
    """Whether this person has written more in the last ten minutes than people do."""
    since = timezone.now() - timedelta(minutes=10)
    return Post.objects.filter(author=user, created_at__gt=since).count() >= settings.FORUM_POSTS_IN_TEN_MINUTES


def has_listed_words(text: str) -> bool:
    plain = f" {_plain(text)} "
    return any(f" {_plain(words)} " in plain for words in ListedWord.objects.values_list("words", flat=True))


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(character if character.isalnum() else " " for character in decomposed if not _is_accent(character))
    return " ".join(kept.split())


def _is_accent(character: str) -> bool:
    return unicodedata.combining(character) > 0
