"""From an address to what is looked for, and back. Nothing that an address may hold raises."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from django.http import QueryDict

from core.numbers import number_in

from .works import FACETS

MAX_TEXT = 200
MAX_VALUES = 30
MOST_PAGES = 10**6


@dataclass(frozen=True)
class Asked:
    text: str = ""
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    page: int = 1

    @property
    def is_filtered(self) -> bool:
        return bool(self.text or self.chosen)

    def without(self, facet: str, value: str) -> "Asked":
        """The same, less one value; from the first page."""
        kept = {name: tuple(v for v in values if (name, v) != (facet, value)) for name, values in self.chosen.items()}
        return replace(self, chosen={name: values for name, values in kept.items() if values}, page=1)

    def address(self, path: str, page: int = 1) -> str:
        pairs = [("q", self.text)] if self.text else []
        pairs += [(facet, value) for facet in FACETS for value in self.chosen.get(facet, ())]
        if page > 1:
            pairs.append(("page", str(page)))
        return f"{path}?{urlencode(pairs)}" if pairs else path


def read_address(query: QueryDict, known: Mapping[str, Iterable[str]]) -> Asked:
    """`known` gives the values of each criterion; others are put aside, as a picture that is gone takes its own along."""
    chosen = {}
    for facet in FACETS:
        values = set(known[facet])
        kept = tuple(value for value in dict.fromkeys(query.getlist(facet)[: MAX_VALUES * 10]) if value in values)
        if kept:
            chosen[facet] = kept[:MAX_VALUES]
    return Asked(_clean(query.get("q", "")), chosen, number_in(query.get("page", ""), most=MOST_PAGES) or 1)


def _clean(text: str) -> str:
    """Without what cannot be written again: controls, lone halves of a UTF-16 pair."""
    shown = "".join(letter if letter.isprintable() else " " for letter in text[: MAX_TEXT * 10])
    return " ".join(shown.split())[:MAX_TEXT].strip()
