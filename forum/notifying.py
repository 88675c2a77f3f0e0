"""
Telling those who asked, by mail, at once; `digests` does it once a day.

Whoever writes waits for none of this: publishing notes that the message is to be announced and queues one task; the
worker does the rest. The note stays until all mails are queued, so that a task which fails or is cut short loses
none; the key of a mail (the post, the person) makes each one leave once, however often the task is run.
"""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _
from django_tasks import task

from core.cut_work import again_when_cut
from mail.models import OutgoingMail
from mail.outbox import queue

from .digests import plan_digests
from .enums import PostStatus, Rhythm
from .mail_headers import list_headers, stop_address
from .models import Post, Subscription

CHUNK = 500
TOKEN = "TOKEN-OF-THE-SUBSCRIPTION"  # noqa: S105 (stands in the text until each person's is put there)


def announce(post: Post) -> None:
    """Notes that a message just published is to be announced. Constant time, whatever the number of mails."""
    if _subscriptions_to(post).exists():
        Post.objects.filter(pk=post.pk).update(to_announce=True)
        tell_followers.enqueue()


@again_when_cut
@task()
def tell_followers() -> None:
    """Queues one mail for each person who wants them at once, and sees to the digest of the others."""
    posts = Post.objects.filter(to_announce=True).select_related("topic__section__page", "author").order_by("pk")
    for post in posts:
        if post.status == PostStatus.PUBLISHED:
            _tell_about(post)
        Post.objects.filter(pk=post.pk).update(to_announce=False)


def _tell_about(post: Post) -> None:
    with translation.override(settings.LANGUAGE_CODE):
        message = _announcement(post)
    for followers in _followers_at_once(post):
        queue(_addressed(message, post, subscription) for subscription in followers)
    if _subscriptions_to(post).filter(rhythm=Rhythm.DAILY).exists():
        plan_digests()


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


def _announcement(post: Post) -> dict[str, Any]:
    context = {
        "post": post,
        "topic": post.topic,
        "url": settings.SITE_URL + post.get_absolute_url(),
        "stop": stop_address(TOKEN),
        "site_name": settings.WAGTAIL_SITE_NAME,
    }
    return {
        "subject": _("%(site)s: %(title)s") % {"site": settings.WAGTAIL_SITE_NAME, "title": post.topic.title},
        "text": render_to_string("forum/mail/post.txt", context),
        "html": render_to_string("forum/mail/post.html", context),
    }


def _addressed(message: dict[str, Any], post: Post, subscription: Subscription) -> OutgoingMail:
    thread = {"References": f"<topic-{post.topic_id}@{settings.ALLOWED_HOSTS[0]}>"}
    return OutgoingMail(
        key=f"post-{post.pk}-{subscription.user_id}",
        recipient=subscription.user.email,
        sender=settings.DEFAULT_FROM_EMAIL,
        subject=message["subject"],
        text=message["text"].replace(TOKEN, subscription.token),
        html=message["html"].replace(TOKEN, subscription.token),
        headers=list_headers(subscription.token) | thread,
    )
