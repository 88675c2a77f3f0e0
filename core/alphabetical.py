"""Long lists from A to Z: real pages, and letters that lead to the page where they begin."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Generic, TypeVar

from django.core.paginator import Paginator
from django.db.models import Model, QuerySet

from core.numbers import number_in
from text.french import fold

T = TypeVar("T")
Thing = TypeVar("Thing", bound=Model)

PER_PAGE = 100


@dataclass(frozen=True)
class Letter:
    letter: str
    url: str


@dataclass
class Listing(Generic[T]):
    """One page of a list: the things to show by letter, the letters of the whole list, where this page stands."""

    sections: list[tuple[str, list[T]]] = field(default_factory=list)
    letters: list[Letter] = field(default_factory=list)
    number: int = 1
    pages: int = 1

    @property
    def items(self) -> list[T]:
        return [item for _, items in self.sections for item in items]

    @property
    def previous(self) -> int | None:
        return self.number - 1 if self.number > 1 else None

    @property
    def next(self) -> int | None:
        return self.number + 1 if self.number < self.pages else None


def alphabetical(titled: Iterable[tuple[T, str]], number: str = "", per_page: int = PER_PAGE) -> Listing[T]:
    """
    The page `number` (from the address, so any text) of things and their titles.

    Accents and case do not count; what does not begin with a letter comes first, under `#`. A number out of range
    gives the nearest page.
    """
    ordered = sorted(((_folded(title), item) for item, title in titled), key=lambda pair: pair[0])
    pages = max(1, -(-len(ordered) // per_page))
    here = min(max(number_in(number, most=10**8) or 1, 1), pages)
    listing: Listing[T] = Listing(number=here, pages=pages)
    for rank, (title, item) in enumerate(ordered):
        letter = _letter(title)
        page = rank // per_page + 1
        if not listing.letters or listing.letters[-1].letter != letter:
            listing.letters.append(Letter(letter, f"{f'?page={page}' if pages > 1 else ''}#{anchor(letter)}"))
        if page == here:
            if not listing.sections or listing.sections[-1][0] != letter:
                listing.sections.append((letter, []))
            listing.sections[-1][1].append(item)
    return listing


def alphabetical_rows(things: "QuerySet[Thing]", field: str, number: str = "") -> Listing[Thing]:
    """The same of the rows of a table: their titles are read to be ordered, the rest for one page alone. Two queries."""
    keys: Listing[int] = alphabetical(things.values_list("pk", field), number)
    found = things.in_bulk(keys.items)
    sections = [(letter, [found[key] for key in here if key in found]) for letter, here in keys.sections]
    return Listing(sections, keys.letters, keys.number, keys.pages)


def in_order(things: "QuerySet[Thing]", number: str = "", per_page: int = PER_PAGE) -> Listing[Thing]:
    """A page of rows in their own order, without letters. A number out of range gives the nearest page. Two queries."""
    page = Paginator(things, per_page).get_page(number_in(number, most=10**8) or 1)
    return Listing([("", list(page))], number=page.number, pages=page.paginator.num_pages)


@lru_cache(maxsize=10_000)
def _folded(title: str) -> str:
    """A list is asked for again and again, and its titles hardly change."""
    return fold(title)


def _letter(folded: str) -> str:
    first = folded[:1]
    return first.upper() if first.isalpha() else "#"


def anchor(letter: str) -> str:
    return "lettre-" + ("autres" if letter == "#" else letter.lower())
