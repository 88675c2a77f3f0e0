"""One mail a day at most, to those who asked for it."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.conf import settings
from django.core import signing
from django.core.cache import cache
from django.db import transaction
from django.db.models import Q, QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django_tasks import task

from accounts.models import User
from core.cut_work import again_when_cut
from mail.models import OutgoingMail
from mail.outbox import queue

from .enums import PostStatus, Rhythm
from .mail_headers import list_headers, stop_address
from .models import Post, Subscription

DIGEST_HOUR = 7
MOST_POSTS = 50
DIGEST_SALT = "forum.digest"


def plan_digests() -> None:
    """Runs the digests at the next morning, once."""
    local = timezone.localtime()
    morning = local.replace(hour=DIGEST_HOUR, minute=0, second=0, microsecond=0)
    if morning <= local:
        morning += timedelta(days=1)
    if send_digests.get_backend().supports_defer and cache.add(
        f"forum:digest:{morning:%Y-%m-%d}", True, (morning - local).total_seconds() + 60
    ):
        send_digests.using(run_after=morning).enqueue()


@again_when_cut
@task()
def send_digests() -> None:
    """One mail to each person who asked for a daily one and about whose topics something was written."""
    now = timezone.now()
    with translation.override(settings.LANGUAGE_CODE):
        for user in _people_with_digests():
            with transaction.atomic():
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
            "posts": posts[:MOST_POSTS],
            "has_more": len(posts) > MOST_POSTS,
            "forum": settings.SITE_URL + reverse("forum:home"),
            "site_url": settings.SITE_URL,
            "site_name": settings.WAGTAIL_SITE_NAME,
            "stop": stop_address(token),
        }
        yield OutgoingMail(
            key=f"digest-{now:%Y-%m-%d}-{user.pk}",
            recipient=user.email,
            sender=settings.DEFAULT_FROM_EMAIL,
            subject=_("%(site)s: what was written in the forum") % {"site": settings.WAGTAIL_SITE_NAME},
            text=render_to_string("forum/mail/digest.txt", context),
            html=render_to_string("forum/mail/digest.html", context),
            headers=list_headers(token),
        )


def _posts_since_last_digest(user: User, daily: QuerySet[Subscription], now: datetime) -> list[Post]:
    wanted = Q()
    for subscription in daily:
        about = Q(topic=subscription.topic_id) if subscription.topic_id else Q(topic__section=subscription.section_id)
        wanted |= about & Q(published_at__gt=subscription.digested_until)
    posts = Post.objects.filter(wanted, status=PostStatus.PUBLISHED, published_at__lte=now, topic__is_visible=True)
    return list(
        posts.exclude(author=user).select_related("topic__section", "author").order_by("topic", "pk")[: MOST_POSTS + 1]
    )
