"""
Telling those who asked, by mail, at once; `digests` does it once a day.

Whoever writes waits for none of this: publishing notes that the message is to be announced and queues one task; the
worker does the rest. The note stays until all mails are queued, so that a task which fails or is cut short loses
none; the key of a mail (the post, the person) makes each one leave once, however often the task is run.
"""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _
from django_tasks import task

from core.cut_work import again_when_cut
from core.enqueueing import enqueue_unless_waiting
from mail.models import OutgoingMail
from mail.outbox import queue

from .digests import note_for_digests
from .enums import Rhythm
from .mail_headers import list_headers, stop_address
from .models import Post, Subscription, Telling
from .openness import is_closed
from .visibility import public_posts

CHUNK = 500


def announce(post: Post) -> None:
    """Notes that a message just published is to be announced. Constant time, whatever the number of mails."""
    if _subscriptions_to(post).exists():
        Post.objects.filter(pk=post.pk).update(to_announce=True)
        tell_followers.enqueue()


def tell_what_waits() -> None:
    """Asked of the worker again and again: an announcement whose task failed is made all the same."""
    if not is_closed() and Post.objects.filter(to_announce=True).exists():
        enqueue_unless_waiting(tell_followers)


@again_when_cut
@task()
def tell_followers() -> None:
    """Queues one mail for each person who wants them at once, and notes the message for the digest of the others."""
    if is_closed():
        return
    posts = Post.objects.filter(to_announce=True).select_related("topic__section__page", "author").order_by("pk")
    for post in posts:
        if public_posts(pk=post.pk).exists():
            _tell_about(post)
        Post.objects.filter(pk=post.pk).update(to_announce=False)


def _tell_about(post: Post) -> None:
    """
    Each person once, in one of the two ways.

    Run again after it was cut short, it keeps to the way that was taken, also for who changed the rhythm meanwhile.
    """
    with translation.override(settings.LANGUAGE_CODE):
        message = _announcement(post)
    _note_the_others(post)
    for followers in _followers_at_once(post):
        with transaction.atomic():
            people = [one.user_id for one in followers]
            noted = set(Telling.objects.filter(post=post, user__in=people).values_list("user", flat=True))
            queue(_addressed(message, post, one) for one in followers if one.user_id not in noted)
    _note_the_others(post)  # those who passed from at once to daily while the mails were queued


def _note_the_others(post: Post) -> None:
    at_once = _subscriptions_to(post).filter(rhythm=Rhythm.AT_ONCE)
    daily = _subscriptions_to(post).filter(rhythm=Rhythm.DAILY).exclude(user__in=at_once.values("user"))
    people = {_key(post, person): person for person in daily.values_list("user", flat=True)}
    with transaction.atomic():
        mailed = OutgoingMail.objects.filter(key__startswith=_key(post, "")).values_list("key", flat=True)
        note_for_digests(post, (people[key] for key in people.keys() - set(mailed)))


def _followers_at_once(post: Post) -> Iterator[list[Subscription]]:
    """
    Some hundreds at a time, nobody twice.

    Each lot is read whole: SQLite refuses to write while the same connection reads what somebody else has changed since.
    """
    told: set[int] = set()
    last = 0
    wanted = _subscriptions_to(post).filter(rhythm=Rhythm.AT_ONCE).select_related("user").order_by("pk")
    while found := list(wanted.filter(pk__gt=last)[:CHUNK]):
        last = found[-1].pk
        lot = {subscription.user_id: subscription for subscription in found if subscription.user_id not in told}
        told.update(lot)
        yield list(lot.values())


def _subscriptions_to(post: Post) -> QuerySet[Subscription]:
    about = Q(topic=post.topic_id) | Q(section=post.topic.section_id)
    return Subscription.objects.filter(about, user__is_active=True).exclude(user=post.author_id)


@dataclass(frozen=True)
class _Message:
    """
    A mail for many: rendered once, with a mark where the token of each person goes.

    The mark is drawn each time. Were it a word that somebody can write, their message would carry each reader's token.
    """

    subject: str
    text: str
    html: str
    mark: str

    def for_token(self, token: str) -> dict[str, str]:
        return {"text": self.text.replace(self.mark, token), "html": self.html.replace(self.mark, token)}


def _announcement(post: Post) -> _Message:
    mark = secrets.token_urlsafe(24)
    context: dict[str, Any] = {
        "post": post,
        "topic": post.topic,
        "url": settings.SITE_URL + post.get_absolute_url(),
        "stop": stop_address(mark),
        "site_name": settings.WAGTAIL_SITE_NAME,
    }
    return _Message(
        subject=_("%(site)s: %(title)s") % {"site": settings.WAGTAIL_SITE_NAME, "title": post.topic.title},
        text=render_to_string("forum/mail/post.txt", context),
        html=render_to_string("forum/mail/post.html", context),
        mark=mark,
    )


def _key(post: Post, person: int | str) -> str:
    return f"post-{post.pk}-{person}"


def _addressed(message: _Message, post: Post, subscription: Subscription) -> OutgoingMail:
    thread = {"References": f"<topic-{post.topic_id}@{settings.ALLOWED_HOSTS[0]}>"}
    return OutgoingMail(
        key=_key(post, subscription.user_id),
        recipient=subscription.user.email,
        sender=settings.DEFAULT_FROM_EMAIL,
        subject=message.subject,
        headers=list_headers(subscription.token) | thread,
        **message.for_token(subscription.token),
    )
