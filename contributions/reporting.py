"""What a reader says of a page: a sentence that the team answers, or one press that is only counted."""

from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from core.models import ContentPage

from .enums import About, Opinion
from .models import OpinionCount, Report
from .passages import Passage
from .telling import tell_of_reports


@dataclass(frozen=True)
class Said:
    text: str
    passage: Passage | None = None
    email: str = ""
    doubts: str = ""


@transaction.atomic
def report_page(page: ContentPage, said: Said) -> Report:
    """Puts a sentence in the team's list, with the page and the passage as they were."""
    kept = {
        "place": said.passage.place,
        "passage_label": said.passage.part[:200],
        "passage": said.passage.text,
    } if said.passage else {}  # fmt: skip
    report = Report.objects.create(text=said.text, email=said.email, doubts=said.doubts, **_as_it_is(page), **kept)
    if not said.doubts:
        tell_of_reports()
    return report


@transaction.atomic
def say(page: ContentPage, opinion: Opinion) -> None:
    """Counts one press. “Out of date” also makes one report of the page, which remembers how often it was said."""
    month = timezone.localdate().replace(day=1)
    count, _ = OpinionCount.objects.get_or_create(page_id=page.pk, opinion=opinion, month=month)
    OpinionCount.objects.filter(pk=count.pk).update(number=F("number") + 1)
    if opinion == Opinion.OUTDATED:
        _say_outdated(page)


def _say_outdated(page: ContentPage) -> None:
    waiting = Report.objects.filter(page=page.pk, about=About.OUTDATED, closed_at=None)
    if waiting.update(times=F("times") + 1):
        return
    try:
        with transaction.atomic():
            Report.objects.create(about=About.OUTDATED, **_as_it_is(page))
    except IntegrityError:  # somebody else pressed in the same instant
        waiting.update(times=F("times") + 1)
    else:
        tell_of_reports()


def _as_it_is(page: ContentPage) -> dict[str, object]:
    return {
        "page_id": page.pk,
        "page_title": page.title,
        "page_address": (page.get_url() or "")[:1000],
        "published_at": page.last_published_at,
    }
