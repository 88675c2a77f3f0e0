"""From an address to a `Request`, and back. Nothing that an address may hold raises; what was put aside is told."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Enum
from urllib.parse import urlencode

from django.http import QueryDict

from search.engines.base import FACETS
from search.query import LAST_PAGE, Sort
from search.searching import Request

PATH = "/chercher/"
MAX_VALUES = 30
MAX_TEXT = 10_000


class Note(Enum):
    """What the page says that it did not do as asked."""

    SHORTENED = "shortened"
    FILTER_IGNORED = "filter"
    SORT_IGNORED = "sort"
    PAGE_IGNORED = "page"


@dataclass(frozen=True)
class Asked:
    request: Request
    notes: tuple[Note, ...] = ()


def read_address(query: QueryDict, known: Mapping[str, tuple[tuple[str, str], ...]]) -> Asked:
    """`known` gives the values of each facet; other values are put aside."""
    notes: list[Note] = []
    facets: dict[str, tuple[str, ...]] = {}
    for facet in FACETS:
        asked = [value for value in query.getlist(facet)[: MAX_VALUES * 10] if value]
        values = {value for value, _ in known.get(facet, ())}
        kept = tuple(value for value in dict.fromkeys(asked) if value in values)[:MAX_VALUES]
        if len(kept) < len(set(asked)):
            notes.append(Note.FILTER_IGNORED)
        if kept:
            facets[facet] = kept
    sort, page = query.get("tri", ""), query.get("page", "")
    if sort and sort not in list(Sort):
        notes.append(Note.SORT_IGNORED)
    number = int(page) if page.isascii() and page.isdigit() and len(page) < 9 else 0
    if page and not 1 <= number <= LAST_PAGE:
        notes.append(Note.PAGE_IGNORED)
    request = Request(
        # a lone half of a UTF-16 pair cannot be written in an address again
        text=query.get("q", "")[:MAX_TEXT].encode("utf-8", "ignore").decode(),
        facets=facets,
        sort=Sort(sort) if sort in list(Sort) else Sort.RELEVANCE,
        page=min(max(number, 1), LAST_PAGE),
        verbatim=query.get("exact") == "1",
    )
    return Asked(request, tuple(dict.fromkeys(notes)))


def address(request: Request, path: str = PATH, **changes: object) -> str:
    """The address that asks the same, with some changes; any change but the page's goes back to the first page."""
    changed = replace(request, **{"page": 1, **changes})  # type: ignore[arg-type]
    pairs = [("q", changed.text)] if changed.text else []
    pairs += [(facet, value) for facet in FACETS for value in (changed.facets or {}).get(facet, ())]
    if changed.sort is not Sort.RELEVANCE:
        pairs.append(("tri", changed.sort.value))
    if changed.verbatim:
        pairs.append(("exact", "1"))
    if changed.page > 1:
        pairs.append(("page", str(changed.page)))
    return f"{path}?{urlencode(pairs)}" if pairs else path


def without(request: Request, facet: str, value: str) -> dict[str, tuple[str, ...]]:
    """The chosen values, but one."""
    facets = {
        name: tuple(one for one in values if (name, one) != (facet, value))
        for name, values in (request.facets or {}).items()
    }
    return {name: values for name, values in facets.items() if values}
