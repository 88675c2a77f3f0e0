"""
Words and meaning in one order, the same for every engine: what is near the question by its meaning rises.

The score of a document is its words' and its meaning's, each scaled by how much it varies among the candidates: the
first of each. The engine adds the second to the first, so that filters, counts and pages are its own as ever. A passage
answers a question; a need in a few words is near what a document is, its title and its summary, or is not about it.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import lru_cache
from statistics import pstdev
from typing import TYPE_CHECKING

from search.answering import ANSWERING
from search.engines.base import Searcher, SearchResults
from search.meaning.making import vectors
from search.meaning.model import Model, load
from search.query import Pin, SearchQuery, Sort

if TYPE_CHECKING:
    import numpy as np

    from search.meaning.vectors import Vectors

CANDIDATES = 100
MEANING_OF_A_QUESTION, MEANING_OF_A_NEED = 2.0, 1.0
"""What meaning counts beside words: what did best on questions, and on needs (`docs/decisions/0010`)."""
HEAD_FOR_A_QUESTION, HEAD_FOR_A_NEED = 0.5, 1.0
"""What the title and the summary count in it, the nearest passage counting the rest."""
MOST = 400.0
"""Far under what any pin has."""
KEPT_QUESTIONS = 2_000


class MeaningEngine:
    """An engine that weighs meaning too, where there is a model and vectors; else just that engine."""

    def __init__(
        self,
        engine: Searcher,
        model: Callable[[], Model | None] = load,
        kept: "Callable[[], Vectors]" = vectors,
    ) -> None:
        self.engine, self._model, self._kept = engine, model, kept

    def search(self, query: SearchQuery) -> SearchResults:
        question = self._question(query.meant) if query.meant and query.terms else None
        if question is None or not len(self._kept()):
            return self.engine.search(query)
        if query.sort is Sort.RELEVANCE:
            words = self.engine.search(_first(query))
            if words.spellings:
                return words  # it is asked again with the words that were meant
            near = self._near(words, question, query)
            found = replace(self.engine.search(replace(query, near=near, spelled=())), missing=words.missing)
        else:
            found = self.engine.search(query)
        return self._with_passages(found, question) if query.highlights and query.page == 1 else found

    def _question(self, text: str) -> "np.ndarray | None":
        model = self._model()
        return None if model is None else _vector(model.question, text)

    def _near(self, words: SearchResults, question: "np.ndarray", query: SearchQuery) -> tuple[Pin, ...]:
        kept, pinned = self._kept(), {pin.key for pin in query.pins}
        by_words = {hit.key: hit.score for hit in words.hits if hit.key not in pinned}
        nearest = {one.key for one in kept.nearest(question, CANDIDATES, heads=not query.ranks)}
        head = HEAD_FOR_A_QUESTION if query.ranks else HEAD_FOR_A_NEED
        near = kept.scores((by_words.keys() | nearest) - pinned, question, head)
        weight = MEANING_OF_A_QUESTION if query.ranks else MEANING_OF_A_NEED
        return tuple(Pin(key, boost) for key, boost in boosts(by_words, near, weight).items())

    def _with_passages(self, found: SearchResults, question: "np.ndarray") -> SearchResults:
        """The first results with the number of the passage that is nearest; the first row of a document is its head."""
        places = [self._kept().nearest_passage(hit.key, question, first=1) for hit in found.hits[:ANSWERING]]
        first = [
            replace(hit, passage=None if place is None else place - 1)
            for hit, place in zip(found.hits, places, strict=False)
        ]
        return replace(found, hits=[*first, *found.hits[ANSWERING:]])


@lru_cache(maxsize=KEPT_QUESTIONS)
def _vector(ask: "Callable[[str], np.ndarray]", text: str) -> "np.ndarray":
    """Kept for repeated questions."""
    return ask(text)


def _first(query: SearchQuery) -> SearchQuery:
    """What the words alone find first, whatever the filters and the page: the order of all the pages is one."""
    return replace(query, facets={}, counted=(), page=1, page_size=CANDIDATES, highlights=False)


def boosts(words: Mapping[str, float], meaning: Mapping[str, float], weight: float) -> dict[str, float]:
    """What each candidate's meaning adds to the score of its words."""
    spread, apart = _spread(words.values()), _spread(meaning.values())
    if not apart:
        return {}
    least, factor = min(meaning.values()), weight * (spread or 1.0) / apart
    return {key: min((score - least) * factor, MOST) for key, score in meaning.items() if score > least}


def _spread(scores: Iterable[float]) -> float:
    kept = list(scores)
    return pstdev(kept) if len(kept) > 1 else 0.0
