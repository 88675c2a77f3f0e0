"""Where a page says some words, in all that is kept of it: for those who have to erase them."""

import json
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q
from wagtail.models import Page

from .models import Correction, Report, Version

SHORTEST = 3  # letters and figures: fewer would be in every text
NO_WORDS = {"id", "pk", "path", "uid", "html", "version"}


@dataclass
class Found:
    """Keys of rows, save for `versions`. `is_still_read`: where nothing may be erased; `waiting`: not settled yet."""

    is_still_read: bool = False
    versions: list[Version] = field(default_factory=list)
    drafts: list[int] = field(default_factory=list)
    corrections: list[int] = field(default_factory=list)
    reports: list[int] = field(default_factory=list)
    waiting: int = 0


def saying(page: Page, words: str) -> Found:
    """
    What of a page says these words. Spaces, signs, accents and capitals do not count: a telephone number is found
    however it was written.
    """
    sought = _plain(words)
    if len(sought) < SHORTEST:
        return Found()
    revisions = {
        pk
        for pk, content in page.revisions.values_list("pk", "content").iterator(chunk_size=20)
        if _says(content, sought)
    }
    versions = _versions(page, revisions, sought)
    published = {version.revision_id for version in versions}
    corrections, waiting = _rows(Correction, page, "settled_at", ["before", "after", "whole", "reason", "name"], sought)
    reports, unanswered = _rows(Report, page, "closed_at", ["text", "passage", "answer"], sought)
    return Found(
        bool(in_use(page) & revisions),
        versions,
        sorted(revisions - published),
        corrections,
        reports,
        waiting + unanswered,
    )


def in_use(page: Page) -> set[int]:
    """The revisions that are on the site, planned, or the draft that people edit."""
    planned = page.revisions.exclude(approved_go_live_at=None).values_list("pk", flat=True)
    return {page.live_revision_id, page.latest_revision_id, *planned} - {None}


def _versions(page: Page, revisions: set[int], sought: str) -> list[Version]:
    signed = Version.objects.filter(page=page.pk).exclude(reason="", thanks_to="")
    by_name = [version.pk for version in signed if _says([version.reason, version.thanks_to], sought)]
    found = Version.objects.filter(page=page.pk).filter(Q(revision__in=revisions) | Q(pk__in=by_name))
    return list(found.order_by("number"))


def _rows(
    model: type[Correction | Report], page: Page, settled: str, texts: list[str], sought: str
) -> tuple[list[int], int]:
    """Those that are settled, and how many others there are."""
    rows = model._default_manager.filter(page=page.pk).values("pk", settled, *texts).iterator()
    found = [row for row in rows if _says([row[name] for name in texts], sought)]
    over = [row["pk"] for row in found if row[settled]]
    return over, len(found) - len(over)


def _says(content: Any, sought: str) -> bool:
    return any(sought in _plain(text) for text in _strings(content))


def _strings(content: Any) -> Iterator[str]:
    """Every text in a revision; a StreamField is kept there as JSON in a text."""
    if isinstance(content, dict):
        yield from _all_strings(value for name, value in content.items() if name not in NO_WORDS)
    elif isinstance(content, list):
        yield from _all_strings(content)
    elif isinstance(content, str):
        try:
            inside = json.loads(content) if content.startswith(("[", "{")) else None
        except ValueError:
            inside = None
        if inside is None:
            yield content
        else:
            yield from _strings(inside)


def _all_strings(contents: Iterable[Any]) -> Iterator[str]:
    for content in contents:
        yield from _strings(content)


def _plain(text: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFKD", text.casefold()) if sign.isalnum())
