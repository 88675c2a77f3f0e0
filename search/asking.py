"""From an address to a `Request`, and back. Nothing that an address may hold raises; what was put aside is told."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Enum
from typing import TypeAlias
from urllib.parse import urlencode

from django.http import QueryDict

from core.numbers import number_in
from search.engines.base import FACETS
from search.query import LAST_PAGE, Sort
from search.searching import Request
from search.understanding import clean
from search.words import fold

PATH = "/chercher/"
MAX_VALUES = 30
MAX_TEXT = 10_000
TOOL_NAME = "nom-outil"
MAX_NAME = 60


Values: TypeAlias = tuple[tuple[str, str], ...]


class Note(Enum):
    """What the page says that it did not do as asked."""

    SHORTENED = "shortened"
    FILTER_IGNORED = "filter"
    SORT_IGNORED = "sort"
    PAGE_IGNORED = "page"
    NO_WORD = "no word"


@dataclass(frozen=True)
class Asked:
    """`tool_name`: letters by which a tool is looked for among the filters, while several or none have them."""

    request: Request
    notes: tuple[Note, ...] = ()
    tool_name: str = ""


def read_address(query: QueryDict, known: Mapping[str, Values]) -> Asked:
    """`known` gives the values of each facet, with their labels; other values are put aside."""
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
    tool_name = clean(query.get(TOOL_NAME, ""))[:MAX_NAME]
    if tool_name and (tool := _tool_meant(tool_name, known.get("outil", ()))):
        facets["outil"] = tuple(dict.fromkeys((*facets.get("outil", ()), tool)))[:MAX_VALUES]
        tool_name = ""
    sort, page = query.get("tri", ""), query.get("page", "")
    if sort and sort not in list(Sort):
        notes.append(Note.SORT_IGNORED)
    number = number_in(page, most=10**8) or 0
    if page and not 1 <= number <= LAST_PAGE:
        notes.append(Note.PAGE_IGNORED)
    request = Request(
        # without what cannot be written again: a lone half of a UTF-16 pair in an address, a control mark in a feed
        text=clean(query.get("q", "")[:MAX_TEXT]),
        facets=facets,
        sort=Sort(sort) if sort in list(Sort) else Sort.RELEVANCE,
        page=min(max(number, 1), LAST_PAGE),
        verbatim=query.get("exact") == "1",
    )
    return Asked(request, tuple(dict.fromkeys(notes)), tool_name)


def without_defaults(query: QueryDict) -> str | None:
    """
    The address without what a form sends of fields left alone (empty, or the order that goes without saying).

    Nothing when it is already so, or when its bytes cannot be written again.
    """
    pairs = [(name, value) for name, values in query.lists() for value in values]
    kept = [(name, value) for name, value in pairs if value and (name, value) != ("tri", Sort.RELEVANCE.value)]
    return urlencode(kept, errors="replace") if len(kept) < len(pairs) else None


def named_so(letters: str, values: Values) -> Values:
    """The values whose label has these letters, accents and capitals apart."""
    return tuple((value, label) for value, label in values if fold(letters) in fold(label))


def _tool_meant(name: str, tools: Values) -> str:
    """The only tool that has these letters, or the one that has exactly this name; "" when it is not clear."""
    found = named_so(name, tools)
    meant = found if len(found) == 1 else [one for one in found if fold(one[1]) == fold(name)]
    return meant[0][0] if meant else ""


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
