"""Counts what is searched, for editors, without anything of who searches. At most 13 months are kept."""

import datetime
import json
import re
from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F, QuerySet, Sum
from django.utils import timezone

from search.models import ClickCount, SearchCount
from search.understanding import clean
from text.french import fold

MONTHS_KEPT = 13
MAX_TEXTS_A_MONTH = 20_000
MOST_NOTED = 5_000_000  # bytes
MAIL = re.compile(r"[^\s@]{1,64}@[^\s@]{1,190}")
PHONE = re.compile(r"(?:\+|00)?\d(?:[\s.\-/()]{0,2}\d){7,14}")


def anonymous(text: str) -> str:
    """A query without what may name or reach somebody: e-mail addresses, runs of 8 digits or more. 100 characters."""
    text = PHONE.sub(" ", MAIL.sub(" ", fold(clean(text)[:400])))
    return " ".join(text.replace("@", " ").split())[:100].strip()


def this_month() -> datetime.date:
    return timezone.localdate().replace(day=1)


def note_search(text: str, found: bool) -> None:
    """One more search. Waits for nothing: a line in a file, which the worker counts (`write_counts`)."""
    if name := anonymous(text):
        _note({"text": name, "found": found})


def note_click(text: str, key: str, title: str) -> None:
    """One more choice of a result, for a text that was searched this month."""
    if name := anonymous(text):
        _note({"text": name, "key": key, "title": title[:255]})


def _note(said: dict[str, Any]) -> None:
    """A full disk loses the count, not the answer; so does a file that nobody has counted for long."""
    line = json.dumps(said | {"month": this_month().isoformat()}, ensure_ascii=False) + "\n"
    file = _folder() / "noted.jsonl"
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        if not file.exists() or file.stat().st_size < MOST_NOTED:
            # Opened to append and written in one piece: lines of two processes never mix.
            with file.open("ab", buffering=0) as target:
                target.write(line.encode())


def write_counts() -> None:
    """Counts what was noted since the last time. For the worker: it may wait for the database."""
    noted, taken = _folder() / "noted.jsonl", _folder() / "taken.jsonl"
    if not taken.exists():  # otherwise the last time was cut short
        if not noted.exists():
            return
        noted.rename(taken)
    searches: Counter[tuple[str, str, bool]] = Counter()
    clicks: Counter[tuple[str, str, str, str]] = Counter()
    for line in taken.read_text("utf-8", errors="replace").splitlines():
        with suppress(ValueError, KeyError, TypeError):
            said = json.loads(line)
            if "key" in said:
                clicks[said["month"], said["text"], said["key"], said["title"]] += 1
            else:
                searches[said["month"], said["text"], said["found"]] += 1
    with transaction.atomic():
        for (month, text, found), times in searches.items():
            _count_search(datetime.date.fromisoformat(month), text, found, times)
        for (month, text, key, title), times in clicks.items():
            _count_click(datetime.date.fromisoformat(month), text, key, title, times)
    taken.unlink()


def _count_search(month: datetime.date, name: str, found: bool, times: int) -> None:
    missed = 0 if found else times
    added = {"searches": F("searches") + times, "without_result": F("without_result") + missed}
    if SearchCount.objects.filter(month=month, text=name).update(**added):
        return
    known = SearchCount.objects.filter(month=month).count()
    if not known:  # the first search of a month
        purge_counts()
    if known < MAX_TEXTS_A_MONTH:
        SearchCount.objects.create(month=month, text=name, searches=times, without_result=missed)


def _count_click(month: datetime.date, name: str, key: str, title: str, times: int) -> None:
    if SearchCount.objects.filter(month=month, text=name).exists():
        count, _ = ClickCount.objects.get_or_create(month=month, text=name, key=key, defaults={"title": title})
        ClickCount.objects.filter(pk=count.pk).update(clicks=F("clicks") + times)


def _folder() -> Path:
    return Path(settings.VAR_DIR) / "counts"


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
