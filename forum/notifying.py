"""
Telling those who asked, by mail: at once, or once a day.

Whoever writes waits for none of this: publishing queues one task, and the worker does the rest. The key of a mail
(the post, the person) makes each one leave once, however often the task is run.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core import signing
from django.core.cache import cache
from django.db.models import Q, QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django_tasks import task

from accounts.models import User
from core.models import OutgoingMail
from core.outbox import queue

from .enums import PostStatus, Rhythm
from .models import Post, Subscription

DIGEST_HOUR = 7
CHUNK = 500
TOKEN = "TOKEN-OF-THE-SUBSCRIPTION"  # noqa: S105 (stands in the text until each person's is put there)
DIGEST_SALT = "forum.digest"


def announce(post: Post) -> None:
    """Queues the mails about a message that has just been published. Constant time, whatever their number."""
    if _subscriptions_to(post).exists():
        tell_about.enqueue(post.pk)


@task()
def tell_about(post_pk: int) -> None:
    """Queues one mail for each person who wants them at once, and sees to the digest of the others."""
    post = Post.objects.select_related("topic__section__page", "author").filter(pk=post_pk).first()
    if post is None or post.status != PostStatus.PUBLISHED:
        return
    wanted = _subscriptions_to(post)
    rows: list[OutgoingMail] = []
    with translation.override(settings.LANGUAGE_CODE):
        message = _announcement(post)
    seen: set[int] = set()
    for subscription in wanted.filter(rhythm=Rhythm.AT_ONCE).iterator(chunk_size=CHUNK):
        if subscription.user_id not in seen:
            seen.add(subscription.user_id)
            rows.append(_addressed(message, post, subscription))
        if len(rows) >= CHUNK:
            queue(rows)
            rows = []
    queue(rows)
    if wanted.filter(rhythm=Rhythm.DAILY).exists():
        _plan_digests()


def _subscriptions_to(post: Post) -> QuerySet[Subscription]:
    about = Q(topic=post.topic_id) | Q(section=post.topic.section_id)
    wanted = Subscription.objects.filter(about, user__is_active=True).exclude(user=post.author_id)
    return wanted.select_related("user").order_by("pk")


def _announcement(post: Post) -> dict[str, Any]:
    context = {
        "post": post,
        "topic": post.topic,
        "url": settings.SITE_URL + post.get_absolute_url(),
        "stop": settings.SITE_URL + reverse("forum:unsubscribe", args=[TOKEN]),
        "site_name": settings.WAGTAIL_SITE_NAME,
    }
    return {
        "subject": _("%(site)s: %(title)s") % {"site": settings.WAGTAIL_SITE_NAME, "title": post.topic.title},
        "text": render_to_string("forum/mail/post.txt", context),
        "html": render_to_string("forum/mail/post.html", context),
    }


def _addressed(message: dict[str, Any], post: Post, subscription: Subscription) -> OutgoingMail:
    host = settings.ALLOWED_HOSTS[0]
    headers = _headers(subscription.token) | {"References": f"<topic-{post.topic_id}@{host}>"}
    return OutgoingMail(
        key=f"post-{post.pk}-{subscription.user_id}",
        recipient=subscription.user.email,
        sender=settings.DEFAULT_FROM_EMAIL,
        subject=message["subject"],
        text=message["text"].replace(TOKEN, subscription.token),
        html=message["html"].replace(TOKEN, subscription.token),
        headers=headers,
    )


def _headers(token: str) -> dict[str, str]:
    """One click stops the mails (RFC 2369 and 8058); other programs see that no person sent this (RFC 3834)."""
    return {
        "List-Unsubscribe": f"<{settings.SITE_URL}{reverse('forum:unsubscribe', args=[token])}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Auto-Submitted": "auto-generated",
        "Precedence": "list",
    }


def _plan_digests() -> None:
    """Runs the digests at the next morning, once."""
    local = timezone.localtime()
    morning = local.replace(hour=DIGEST_HOUR, minute=0, second=0, microsecond=0)
    if morning <= local:
        morning += timedelta(days=1)
    if send_digests.get_backend().supports_defer and cache.add(
        f"forum:digest:{morning:%Y-%m-%d}", True, (morning - local).total_seconds() + 60
    ):
        send_digests.using(run_after=morning).enqueue()


@task()
def send_digests() -> None:
    """One mail to each person who asked for a daily one and about whose topics something was written."""
    now = timezone.now()
    with translation.override(settings.LANGUAGE_CODE):
        for user in _people_with_digests():
            queue(_digest(user, now))


def _people_with_digests() -> QuerySet[User]:
    daily = Subscription.objects.filter(rhythm=Rhythm.DAILY)
    return User.objects.filter(is_active=True, pk__in=daily.values("user"))


def _digest(user: User, now: datetime) -> Iterator[OutgoingMail]:
    daily = Subscription.objects.filter(user=user, rhythm=Rhythm.DAILY)
    posts = _posts_since_last_digest(user, daily, now)
    daily.update(digested_until=now)
    if posts:
        token = signing.dumps(user.pk, salt=DIGEST_SALT)
        context = {
            "posts": posts,
            "site_url": settings.SITE_URL,
            "site_name": settings.WAGTAIL_SITE_NAME,
            "stop": settings.SITE_URL + reverse("forum:unsubscribe", args=[token]),
        }
        yield OutgoingMail(
            key=f"digest-{now:%Y-%m-%d}-{user.pk}",
            recipient=user.email,
            sender=settings.DEFAULT_FROM_EMAIL,
            subject=_("%(site)s: what was written in the forum") % {"site": settings.WAGTAIL_SITE_NAME},
            text=render_to_string("forum/mail/digest.txt", context),
            html=render_to_string("forum/mail/digest.html", context),
            headers=_headers(token),
        )


def _posts_since_last_digest(user: User, daily: QuerySet[Subscription], now: datetime) -> list[Post]:
    wanted = Q()
    for subscription in daily:
        about = Q(topic=subscription.topic_id) if subscription.topic_id else Q(topic__section=subscription.section_id)
        wanted |= about & Q(published_at__gt=subscription.digested_until)
    posts = Post.objects.filter(wanted, status=PostStatus.PUBLISHED, published_at__lte=now, topic__is_visible=True)
    return list(posts.exclude(author=user).select_related("topic__section", "author").order_by("topic", "pk")[:50])
