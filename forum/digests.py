"""
One mail a day at most, to those who asked for it.

What a person is to be told is written down when a message is published (`Telling`), and crossed out in the transaction
that queues the mail: each message is told once, whatever the order of runs, and whatever is asked for meanwhile.
"""

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django_tasks import task

from accounts.models import User
from core.cut_work import again_when_cut
from core.enqueueing import enqueue_unless_waiting
from mail.models import OutgoingMail
from mail.outbox import queue

from .mail_headers import list_headers, stop_address
from .models import Post, Subscription, Telling
from .openness import is_closed
from .visibility import public_posts

DIGEST_HOUR = 7
MOST_POSTS = 50
DIGEST_SALT = "forum.digest"
KEEP_TRACES = timedelta(days=60)

logger = logging.getLogger(__name__)


def note_for_digests(post: Post, people: Iterable[int]) -> None:
    """These people (their ids) are to read about this message in their next digest."""
    rows = [Telling(user_id=person, post=post) for person in people]
    Telling.objects.bulk_create(rows, ignore_conflicts=True, batch_size=500)


def is_due() -> bool:
    """Whether somebody is to be told of what was written before this morning."""
    return tellings_to_do().filter(decided_at__lt=last_morning()).exists()


def send_digests_when_due() -> None:
    """Asked of the worker again and again: a morning that was missed is made up for, and none is counted twice."""
    if not is_closed() and is_due():
        enqueue_unless_waiting(send_digests)


def last_morning() -> datetime:
    local = timezone.localtime()
    morning = local.replace(hour=DIGEST_HOUR, minute=0, second=0, microsecond=0)
    return morning if morning <= local else morning - timedelta(days=1)


@again_when_cut
@task()
def send_digests() -> None:
    """One mail to each person about whose topics something was written. A mail that cannot be made stops no other."""
    with translation.override(settings.LANGUAGE_CODE):
        for user in User.objects.filter(pk__in=list(tellings_to_do().values_list("user", flat=True).distinct())):
            try:
                with transaction.atomic():
                    queue(_digest(user))
            except Exception:
                logger.exception("The digest of an account could not be made.")
    Telling.objects.filter(told_at__lt=timezone.now() - KEEP_TRACES).delete()
    Telling.objects.filter(decided_at__lt=timezone.now() - KEEP_TRACES).delete()


def tellings_to_do() -> QuerySet[Telling]:
    """
    What is not told yet, may be read by everybody today, and is still followed.

    Nothing for those who had their mail since this morning: what became readable again meanwhile waits for the next.
    """
    about = Q(topic=OuterRef("post__topic")) | Q(section=OuterRef("post__topic__section"))
    follows = Exists(Subscription.objects.filter(about, user=OuterRef("user")))
    shown = Q(post__in=public_posts())
    had_it = Exists(Telling.objects.filter(user=OuterRef("user"), told_at__gte=last_morning()))
    return Telling.objects.filter(follows, ~had_it, shown, told_at=None, user__is_active=True)


def _digest(user: User) -> list[OutgoingMail]:
    """The mail of a person, whose tellings are crossed out. The rows are locked: two workers never tell the same."""
    rows = tellings_to_do().filter(user=user).select_for_update(of=("self",)).order_by("post__topic", "post")
    found = list(rows.select_related("post__topic__section", "post__author"))
    if not found:
        return []
    Telling.objects.filter(pk__in=[telling.pk for telling in found]).update(told_at=timezone.now())
    token = signing.dumps(user.pk, salt=DIGEST_SALT)
    context = {
        "posts": [telling.post for telling in found[:MOST_POSTS]],
        "has_more": len(found) > MOST_POSTS,
        "forum": settings.SITE_URL + reverse("forum:home"),
        "site_url": settings.SITE_URL,
        "site_name": settings.WAGTAIL_SITE_NAME,
        "stop": stop_address(token),
    }
    return [
        OutgoingMail(
            key=f"digest-{user.pk}-{min(telling.pk for telling in found)}",
            recipient=user.email,
            sender=settings.DEFAULT_FROM_EMAIL,
            subject=_("%(site)s: what was written in the forum") % {"site": settings.WAGTAIL_SITE_NAME},
            text=render_to_string("forum/mail/digest.txt", context),
            html=render_to_string("forum/mail/digest.html", context),
            headers=list_headers(token),
        )
    ]
