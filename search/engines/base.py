"""What every engine offers, and the constants that make their answers the same."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from search.document import Document
from search.extracts import NOTHING, Kept, Piece
from search.query import SearchQuery

FACETS = ("besoin", "theme", "type", "outil", "niveau", "duree", "groupe", "public", "licence")
MOST_VALUES = 300
"""Values counted in a facet."""


class EngineError(Exception):
    """The engine cannot answer now: it is absent, frozen, or has no index."""


@dataclass(frozen=True)
class Hit:
    """
    A result: what was stored of the document, its score, an extract of the body (empty when nothing matched there) and
    what is kept of that whole body. `passage`: the number of the passage of the body that is nearest by its meaning.
    """

    key: str
    card: dict[str, object]
    score: float = 0.0
    extract: tuple[Piece, ...] = ()
    kept: Kept = NOTHING
    passage: int | None = None

    @property
    def text(self) -> str:
        return self.kept.text


@dataclass
class SearchResults:
    """
    `missing`: the words that no document has, continues or has another form of; `spellings` gives words of
    the index that are close to some, with their frequency. An engine that proposes one may leave the rest empty: it is asked again.
    """

    hits: list[Hit] = field(default_factory=list)
    total: int = 0
    facets: dict[str, dict[str, int]] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    spellings: dict[str, list[tuple[str, int]]] = field(default_factory=dict)
    engine: str = ""


class Searcher(Protocol):
    """Answers, or raises `EngineError`."""

    def search(self, query: SearchQuery) -> SearchResults: ...


class Engine(Searcher, Protocol):
    """All methods raise `EngineError` when the engine cannot answer."""

    name: str

    def update(self, documents: Sequence[Document], removed: Sequence[str] = ()) -> None:
        """Adds or replaces documents and removes keys; seen by searches when it returns."""

    def rebuild(self, documents: Iterable[Document]) -> int:
        """Replaces the whole index at once, searches being answered by the former one meanwhile. Returns the count."""

    def count(self) -> int:
        """How many documents can be found."""
