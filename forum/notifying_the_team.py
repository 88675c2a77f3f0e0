"""
Mail about what waits: to those who moderate when something does, to its author when the team shows a message.

Those who moderate are told once for each time that the queue fills: the key of the mail is what waits there the longest.
"""

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.models import User
from mail.models import OutgoingMail
from mail.outbox import queue

from .models import Post
from .queries import moderators, open_reports, waiting_posts
from .visibility import public_posts


def tell_moderators() -> None:
    """Called with what makes the team wait: a message that waits, a report."""
    key = _longest_waiting()
    if key is None:
        return
    with translation.override(settings.LANGUAGE_CODE):
        context = {
            "url": settings.SITE_URL + reverse("forum_moderation:queue"),
            "site_name": settings.WAGTAIL_SITE_NAME,
        }
        subject = _("%(site)s: the forum waits for the team") % {"site": settings.WAGTAIL_SITE_NAME}
        text = render_to_string("forum/mail/waiting.txt", context)
    queue(_mail(f"{key}-{person.pk}", person, subject, text) for person in moderators())


def tell_author(post: Post) -> None:
    """The message of theirs that waited is there for all to read."""
    if post.author is None or not post.author.is_active or not public_posts(pk=post.pk).exists():
        return
    with translation.override(settings.LANGUAGE_CODE):
        context = {
            "topic": post.topic,
            "url": settings.SITE_URL + post.get_absolute_url(),
            "site_name": settings.WAGTAIL_SITE_NAME,
        }
        subject = _("%(site)s: your message shows") % {"site": settings.WAGTAIL_SITE_NAME}
        text = render_to_string("forum/mail/shown.txt", context)
    changed = post.edited_at or post.created_at
    queue([_mail(f"shown-{post.pk}-{changed:%Y%m%d%H%M%S%f}", post.author, subject, text)])


def _longest_waiting() -> str | None:
    waiting = [(post.edited_at or post.created_at, f"message-{post.pk}") for post in waiting_posts()[:1]]
    reported = [(report.reported_at, f"report-{report.pk}") for report in open_reports().order_by("pk")[:1]]
    since, what = min(waiting + reported, default=(None, ""))
    return f"waits-{what}-{since:%Y%m%d%H%M%S%f}" if since else None


def _mail(key: str, person: User, subject: str, text: str) -> OutgoingMail:
    return OutgoingMail(
        key=key, recipient=person.email, sender=settings.DEFAULT_FROM_EMAIL, subject=subject[:500], text=text
    )
