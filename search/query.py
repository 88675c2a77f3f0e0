"""The question that any engine answers. Nothing in it depends on an engine."""

from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise

from search.data import stop_words
from search.words import grams, pair, stem

PAGE_SIZE = 20
LAST_PAGE = 50


class Source(StrEnum):
    """Why a term is also searched under other words."""

    TYPED = "typed"
    JOINED = "joined"
    SYNONYM = "synonym"
    PRODUCT = "product"
    CORRECTED = "corrected"


@dataclass(frozen=True)
class Alternative:
    """Folded words searched for a term; several words are searched as an expression."""

    words: tuple[str, ...]
    source: Source = Source.TYPED

    @property
    def stems(self) -> tuple[str, ...]:
        """The stems of the words that say something: what the engines have."""
        return tuple(stem(word) for word in self.words if word not in stop_words())

    @property
    def only_word(self) -> str:
        """The first word that says something, or the last one."""
        return next((word for word in self.words if word not in stop_words()), self.words[-1])

    @property
    def boost(self) -> float:
        """
        What was typed counts a little more than what means the same.

        An expression scores the sum of its words: it is divided so that it counts as one notion.
        """
        weight = 1.0 if self.source in (Source.TYPED, Source.CORRECTED) else 0.8
        return weight / len(self.words)


@dataclass(frozen=True)
class Term:
    """One notion of the query. A document has it by any alternative, by a value of a facet, or by a word's beginning."""

    typed: str
    alternatives: tuple[Alternative, ...]
    facets: tuple[tuple[str, str], ...] = ()
    prefix: str = ""
    is_name: bool = False
    optional: bool = False
    """It ranks, and no document needs it: the last letters of what is being typed."""


@dataclass(frozen=True)
class Pin:
    """A document that comes first whatever its words, by decreasing boost."""

    key: str
    boost: float


class Sort(StrEnum):
    RELEVANCE = "pertinence"
    CHECKED = "verifiees"
    TITLE = "a-z"


@dataclass(frozen=True)
class SearchQuery:
    """`facets` holds the chosen values: OR inside a facet, AND between facets. `page` starts at 1."""

    terms: tuple[Term, ...] = ()
    pins: tuple[Pin, ...] = ()
    facets: dict[str, tuple[str, ...]] = field(default_factory=dict)
    sort: Sort = Sort.RELEVANCE
    page: int = 1
    page_size: int = PAGE_SIZE
    counted: tuple[str, ...] = ()
    """The facets whose values are counted."""
    spelled: tuple[str, ...] = ()
    """Words that the engine proposes a spelling for when it knows no document with them."""
    required: tuple[Alternative, ...] = ()
    """Expressions between quotes: a document has them word for word."""
    excluded: tuple[Alternative, ...] = ()
    """What a document has not: « -zoom »."""
    highlights: bool = True
    any_term: bool = False
    """One of the terms is enough: the second chance, when no document has them all."""
    meant: str = ""
    """A question or a need as it was written, whose meaning counts beside its words."""
    near: tuple[Pin, ...] = ()
    """What is near it by its meaning: this is added to the score of the words, and finds nothing by itself."""
    ranks: bool = False
    """A whole question: one of its terms is enough, the others rank."""

    @property
    def offset(self) -> int:
        return (self.page - 1) * self.page_size

    @property
    def wanted(self) -> tuple[tuple[str, ...], ...]:
        """The stems that extracts mark, alone or as an expression."""
        ways = [one.stems for term in self.terms for one in term.alternatives]
        return tuple(dict.fromkeys(way for way in ways if way))

    @property
    def pairs(self) -> tuple[str, ...]:
        """Neighbours in what was typed, that rank the documents where they are neighbours too."""
        words = [word for term in self.terms for word in term.alternatives[0].words]
        return tuple(pair(first, second) for first, second in pairwise(words) if first != second)

    @property
    def grams(self) -> tuple[str, ...]:
        """The runs of letters of a question: they rank the documents that have other forms of its words."""
        words = [word for term in self.terms for word in term.alternatives[0].words] if self.ranks else []
        return tuple(dict.fromkeys(grams(words)))

    @property
    def minimum(self) -> int:
        """How many terms a document must have: all of 2, all but one up to 4; one only of a whole question."""
        count = sum(1 for term in self.terms if not term.optional)
        if self.any_term:
            return min(count, 1)
        if count <= 2 and not self.ranks:
            return count
        return min(count, 1) if self.ranks or count > 4 else count - 1
