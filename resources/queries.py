"""What public pages read about sheets and people. All of it is published."""

from collections.abc import Iterable
from typing import Any, TypeVar

from django.db.models import Model, QuerySet
from wagtail.models import Page

from core.openness import open_pages
from resources.enums import SheetKind
from resources.models import (
    SHEET_MODELS,
    FurtherReading,
    Sheet,
    SheetIndexPage,
    SheetsPage,
    Speaker,
    Testimonial,
    ToolSheet,
    TutorialSheet,
)

T = TypeVar("T", bound=Model)


def sheet_index(kind: SheetKind) -> Page | None:
    """The list that holds the sheets of a kind."""
    return SheetIndexPage.objects.filter(kind=kind).first()


def published_speakers() -> QuerySet[Speaker]:
    return Speaker.objects.filter(live=True)


def published_testimonials() -> QuerySet[Testimonial]:
    return Testimonial.objects.filter(live=True)


def sheet_model(kind: str) -> type[Sheet]:
    return next(model for model in SHEET_MODELS if model.kind == kind)


def sheets_by_kind(keys: Iterable[int]) -> dict[SheetKind, list[Sheet]]:
    """The published sheets among the keys, by kind in the order of `SheetKind`, then in the order of the keys."""
    rank = {key: position for position, key in enumerate(keys)}
    found = {}
    for model in SHEET_MODELS:
        sheets: QuerySet[Any] = open_pages(model.objects.filter(pk__in=rank))
        if model is ToolSheet:
            sheets = sheets.prefetch_related("replaces")
        found[model.kind] = sorted(sheets, key=lambda sheet: rank[sheet.pk])
    return found


def sheets(keys: Iterable[int]) -> list[Sheet]:
    """The published sheets among the keys, in their order, of whatever kind."""
    order = list(keys)
    found = {sheet.pk: sheet for group in sheets_by_kind(order).values() for sheet in group}
    return [found[key] for key in order if key in found]


def titles_of_kind(kind: str) -> list[tuple[int, str]]:
    return list(open_pages(sheet_model(kind).objects.all()).values_list("pk", "title"))


def sheets_of_kind(kind: str, keys: Iterable[int]) -> dict[int, Sheet]:
    return open_pages(sheet_model(kind).objects.defer_streamfields()).in_bulk(list(keys))


def count_by_kind() -> dict[str, int]:
    return {model.kind: open_pages(model.objects.all()).count() for model in SHEET_MODELS}


def sheet_indexes(page: SheetsPage) -> list[SheetIndexPage]:
    return list(open_pages(SheetIndexPage.objects.child_of(page), page).order_by("path"))


def tutorials_of(tool: ToolSheet) -> QuerySet[TutorialSheet]:
    return open_pages(TutorialSheet.objects.filter(tool=tool), tool).defer_streamfields().order_by("title")


def alternatives_to(tool: ToolSheet) -> list[Page]:
    keys = [block["value"] for block in tool.alternatives.raw_data]
    found = open_pages(ToolSheet.objects.defer_streamfields(), tool).in_bulk(keys)
    return [found[key] for key in keys if key in found]


def chosen_testimonials(keys: Iterable[int]) -> list[Testimonial]:
    """The published testimonials among the keys, in their order."""
    return _in_order(published_testimonials(), keys)


def chosen_speakers(keys: Iterable[int]) -> list[Speaker]:
    """The published speakers among the keys, in their order."""
    return _in_order(published_speakers(), keys)


def chosen_readings(keys: Iterable[int]) -> list[FurtherReading]:
    """The further readings among the keys, in their order."""
    return _in_order(FurtherReading.objects.all(), keys)


def _in_order(found_among: QuerySet[T], keys: Iterable[int]) -> list[T]:
    order = list(keys)
    found = found_among.in_bulk(order) if order else {}
    return [found[key] for key in order if key in found]
