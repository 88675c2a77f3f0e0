"""The same requests by the engines' own programming interfaces: what no code around them can beat."""

import json
from collections.abc import Callable

import tantivy

from search.engines.base import MOST_VALUES
from search.engines.elasticsearch import ElasticsearchEngine
from search.engines.embedded import EmbeddedEngine
from search.engines.embedded_query import Builder
from search.extracts import FRAGMENT
from search.query import SearchQuery

Call = Callable[[], object]


def bare(engine: EmbeddedEngine | ElasticsearchEngine, queries: list[SearchQuery]) -> Call:
    """A call that sends requests built before the clock starts, and reads their answer as the engine gives it."""
    calls = [
        _on_elasticsearch(engine, query) if isinstance(engine, ElasticsearchEngine) else _on_tantivy(engine, query)
        for query in queries
    ]
    return lambda: [call() for call in calls]


def _on_elasticsearch(engine: ElasticsearchEngine, query: SearchQuery) -> Call:
    body = engine.request(query).to_dict()
    return lambda: engine.client.search(index=engine.alias, body=body).body


def _on_tantivy(engine: EmbeddedEngine, query: SearchQuery) -> Call:
    """Hits with what is stored of them, extracts, and each facet counted without its own filter."""
    build = Builder(engine._schema)
    words = build.words(query)
    filtered = build.filtered(words, query.facets)
    passes = [
        (build.filtered(words, others), {name: {"terms": {"field": name, "size": MOST_VALUES}} for name in names})
        for names, others in _passes(query)
    ]
    searcher = engine._searcher()

    def call() -> object:
        page = searcher.search(filtered, query.page_size, offset=query.offset)
        generator = tantivy.SnippetGenerator.create(searcher, words, engine._schema, "body")
        generator.set_max_num_chars(FRAGMENT)
        entries = [searcher.doc(address) for _, address in page.hits]
        extracts = [generator.snippet_from_doc(entry).to_html() for entry in entries]
        counts = [searcher.aggregate(counted, wanted) for counted, wanted in passes]
        return [json.loads(bytes(entry.get_first("card") or b"{}")) for entry in entries], extracts, counts

    return call


def _passes(query: SearchQuery) -> list[tuple[list[str], dict[str, tuple[str, ...]]]]:
    chosen = [name for name in query.counted if query.facets.get(name)]
    groups = [[name for name in query.counted if name not in chosen], *([name] for name in chosen)]
    return [
        (names, {name: values for name, values in query.facets.items() if name not in names})
        for names in filter(None, groups)
    ]
