"""
Words and meaning in one order, the same for every engine: what is near the question by its meaning rises.

The score of a document is its words' and twice its meaning's, each scaled by how much it varies among the candidates:
the first of each. The engine adds the second to the first, so that filters, counts and pages are its own as ever.
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
MEANING = 2.0
"""What meaning counts beside words: what did best on questions (`docs/decisions/0010`)."""
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
            near = self._near(words, question, {pin.key for pin in query.pins})
            found = replace(self.engine.search(replace(query, near=near, spelled=())), missing=words.missing)
        else:
            found = self.engine.search(query)
        return self._with_passages(found, question) if query.highlights and query.page == 1 else found

    def _question(self, text: str) -> "np.ndarray | None":
        model = self._model()
        return None if model is None else _vector(model.question, text)

    def _near(self, words: SearchResults, question: "np.ndarray", pinned: set[str]) -> tuple[Pin, ...]:
        kept = self._kept()
        by_words = {hit.key: hit.score for hit in words.hits if hit.key not in pinned}
        near = {one.key: one.score for one in kept.nearest(question, CANDIDATES) if one.key not in pinned}
        near |= kept.scores(by_words.keys() - near.keys(), question)
        return tuple(Pin(key, boost) for key, boost in boosts(by_words, near).items())

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


def boosts(words: Mapping[str, float], meaning: Mapping[str, float]) -> dict[str, float]:
    """What each candidate's meaning adds to the score of its words."""
    spread, apart = _spread(words.values()), _spread(meaning.values())
    if not apart:
        return {}
    least, factor = min(meaning.values()), MEANING * (spread or 1.0) / apart
    return {key: min((score - least) * factor, MOST) for key, score in meaning.items() if score > least}


def _spread(scores: Iterable[float]) -> float:
    kept = list(scores)
    return pstdev(kept) if len(kept) > 1 else 0.0
