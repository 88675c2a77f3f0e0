"""Between a change and the task that indexes it, answers are put right: what was hidden, restricted or unpublished stays so."""

from dataclasses import replace

from forum import openness
from search.engines.base import Hit, Searcher, SearchResults
from search.fresh_cards import fresh_cards
from search.models import PendingDocument
from search.query import SearchQuery


class FreshEngine:
    """An engine to search with, whose results that changed since are written anew (without extract) or left out."""

    def __init__(self, engine: Searcher) -> None:
        self.engine = engine

    def search(self, query: SearchQuery) -> SearchResults:
        """One query more, and a few when something of the page of results waits to be indexed."""
        results = self.engine.search(query)
        keys = [hit.key for hit in results.hits]
        waiting = PendingDocument.objects.filter(engine=results.engine, key__in=keys)
        changed = set(waiting.values_list("key", flat=True))
        if openness.is_closed():
            changed |= {key for key in keys if key.startswith("topic:")}
        return _put_right(results, changed) if changed else results


def _put_right(results: SearchResults, changed: set[str]) -> SearchResults:
    fresh = fresh_cards(changed)
    hits = [
        Hit(hit.key, {**hit.card, **fresh[hit.key]}) if hit.key in fresh else hit
        for hit in results.hits
        if hit.key in fresh or hit.key not in changed
    ]
    return replace(results, hits=hits, total=results.total - (len(results.hits) - len(hits)))
