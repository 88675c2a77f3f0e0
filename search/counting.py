"""Counts what is searched, for editors, without anything of who searches. At most 13 months are kept."""

import datetime
import re
from contextlib import suppress
from typing import Any

from django.db import DatabaseError, IntegrityError, transaction
from django.db.models import F, QuerySet, Sum
from django.utils import timezone

from search.models import ClickCount, SearchCount
from search.understanding import clean
from text.french import fold

MONTHS_KEPT = 13
MAX_TEXTS_A_MONTH = 20_000
MAIL = re.compile(r"[^\s@]{1,64}@[^\s@]{1,190}")
PHONE = re.compile(r"(?:\+|00)?\d(?:[\s.\-/()]{0,2}\d){7,14}")


def anonymous(text: str) -> str:
    """A query without what may name or reach somebody: e-mail addresses, runs of 8 digits or more. 100 characters."""
    text = PHONE.sub(" ", MAIL.sub(" ", fold(clean(text)[:400])))
    return " ".join(text.replace("@", " ").split())[:100].strip()


def this_month() -> datetime.date:
    return timezone.localdate().replace(day=1)


def count_search(text: str, found: bool) -> None:
    """Adds one search. A database that is busy loses the count, not the answer."""
    name = anonymous(text)
    if not name:
        return
    added = {"searches": F("searches") + 1, "without_result": F("without_result") + int(not found)}
    with suppress(DatabaseError), transaction.atomic():
        if not SearchCount.objects.filter(month=this_month(), text=name).update(**added):
            _first_search(name, found)


def _first_search(name: str, found: bool) -> None:
    known = SearchCount.objects.filter(month=this_month()).count()
    if known >= MAX_TEXTS_A_MONTH:
        return
    if not known:  # the first search of a month
        purge_counts()
    with suppress(IntegrityError), transaction.atomic():
        SearchCount.objects.create(month=this_month(), text=name, searches=1, without_result=int(not found))


def count_click(text: str, key: str, title: str) -> None:
    """Adds one choice of a result, for a text that was searched this month."""
    name = anonymous(text)
    month = this_month()
    with suppress(DatabaseError), transaction.atomic():
        if SearchCount.objects.filter(month=month, text=name).exists():
            count, _ = ClickCount.objects.get_or_create(
                month=month, text=name, key=key, defaults={"title": title[:255]}
            )
            ClickCount.objects.filter(pk=count.pk).update(clicks=F("clicks") + 1)


def purge_counts(today: datetime.date | None = None) -> int:
    """Removes the counts of more than 13 months ago. Returns how many."""
    today = today or timezone.localdate()
    months = today.year * 12 + today.month - 1 - MONTHS_KEPT
    limit = datetime.date(months // 12, months % 12 + 1, 1)
    return sum(model.objects.filter(month__lt=limit).delete()[0] for model in (SearchCount, ClickCount))


def most_searched(limit: int = 50) -> list[Any]:
    """The most frequent texts of the months that are kept."""
    return list(_texts().order_by("-times", "text")[:limit])


def without_result(limit: int = 50) -> list[Any]:
    """The texts that found nothing, the most frequent first."""
    return list(_texts().filter(nothing__gt=0).order_by("-nothing", "text")[:limit])


def most_chosen(limit: int = 50) -> list[Any]:
    """What was chosen after which text."""
    counts = ClickCount.objects.values("text", "title").annotate(times=Sum("clicks"))
    return list(counts.order_by("-times", "text", "title")[:limit])


def _texts() -> QuerySet[Any]:
    return SearchCount.objects.values("text").annotate(times=Sum("searches"), nothing=Sum("without_result"))
