from datetime import date, timedelta
from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import Q, QuerySet, Sum
from django.utils import timezone
from wagtail.models import Page

from accounts.models import User
from core.models import ContentPage
from core.queries import content_of_code

from .enums import Opinion, State
from .models import Correction, OpinionCount, Report, Version

SAID_LATELY = timedelta(days=365)


def published_page(code: str) -> ContentPage | None:
    """The page that has a code, while it is on the site; restricted ones too (ask `once_allowed`)."""
    _known, content = content_of_code(code.upper())
    return content if isinstance(content, ContentPage) and content.live else None


def version_seen(page: ContentPage, number: int | None) -> Page:
    """
    The page as somebody read it: its revision of that number, once it was published, otherwise the page as it is.

    A draft was never read, and its words are nobody's.
    """
    if number is None or number == page.live_revision_id:
        return page
    version = Version.objects.filter(page=page.pk, revision=number).select_related("revision").first()
    return version.revision.as_object() if version and version.revision else page


def open_reports() -> QuerySet[Report]:
    """What waits for an answer, the oldest first; what may come from a robot last."""
    return Report.objects.filter(closed_at=None).select_related("page").order_by("doubts", "reported_at", "pk")


def to_answer() -> int:
    """How many reports wait, those of robots left out."""
    return Report.objects.filter(closed_at=None, doubts="").count()


def oldest_to_answer() -> Report | None:
    return Report.objects.filter(closed_at=None, doubts="").order_by("pk").first()


def corrections_to_review() -> QuerySet[Correction]:
    """The oldest first; what may come from a robot last."""
    return Correction.objects.filter(state=State.WAITING).select_related("page").order_by("doubts", "sent_at", "pk")


def to_review() -> int:
    """How many corrections wait, those of robots left out."""
    return Correction.objects.filter(state=State.WAITING, doubts="").count()


def oldest_to_review() -> Correction | None:
    return Correction.objects.filter(state=State.WAITING, doubts="").order_by("pk").first()


def correction(pk: int) -> Correction | None:
    return Correction.objects.select_related("page", "settled_by").filter(pk=pk).first()


def report(pk: int) -> Report | None:
    return Report.objects.select_related("page", "closed_by").filter(pk=pk).first()


def what_readers_say(most: int = 30) -> list[dict[str, Any]]:
    """Of each page, how many readers said what in the last year; those that miss something first."""
    since: date = timezone.localdate() - SAID_LATELY
    counted = (
        OpinionCount.objects.filter(month__gte=since)
        .values("page", "page__title")
        .annotate(
            missing=Sum("number", filter=Q(opinion=Opinion.MISSING), default=0),
            outdated=Sum("number", filter=Q(opinion=Opinion.OUTDATED), default=0),
            served=Sum("number", filter=Q(opinion=Opinion.SERVED), default=0),
        )
        .order_by("-missing", "-outdated", "-served", "page__title")
    )
    return [dict(row) for row in counted[:most]]


def answering_permission() -> QuerySet[Permission]:
    return Permission.objects.filter(content_type__app_label="contributions", codename="change_report")


def answerers() -> list[User]:
    """Those whom `may_answer` accepts."""
    may = answering_permission()
    allowed = Q(is_superuser=True) | Q(groups__permissions__in=may) | Q(user_permissions__in=may)
    return list(User.objects.filter(allowed, is_active=True).distinct())
