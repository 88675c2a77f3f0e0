"""The engine on a server: Elasticsearch 8.19 or 9, by its official client. Versioned indices behind an alias."""

import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from elasticsearch import ApiError, Elasticsearch, NotFoundError, TransportError
from elasticsearch.dsl import A, Search
from elasticsearch.helpers import BulkIndexError, bulk

from search.document import Document
from search.engines import elasticsearch_query as build
from search.engines.base import FACETS, MOST_VALUES, EngineError, Hit, SearchResults
from search.engines.elasticsearch_schema import MAPPINGS, SETTINGS, VERSION
from search.extracts import Kept, extract
from search.query import SearchQuery, Sort
from search.spelling import edits_allowed

SEARCH_SECONDS = 1.0
"""A slower answer is taken for a frozen server: the embedded engine must still have time to answer within 2 s."""
WRITE_SECONDS = 60.0
KEPT = ("text", "body", "places")


class ElasticsearchEngine:
    """`alias` names the index that is read (`parcours-fr`); the real indices bear the version and the hour."""

    name = "elasticsearch"

    def __init__(self, url: str, alias: str, api_key: str = "", seconds: float = SEARCH_SECONDS) -> None:
        self.alias = alias
        self.client = Elasticsearch(
            url, api_key=api_key or None, request_timeout=seconds, max_retries=0, retry_on_timeout=False
        )
        self._writer = self.client.options(request_timeout=WRITE_SECONDS)

    def search(self, query: SearchQuery) -> SearchResults:
        with _errors():
            answer: Any = self.request(query).execute()
        proposals = _proposals(answer, query.spelled)
        missing = tuple(word for word in query.spelled if not _is_known(answer, word))
        return SearchResults(
            hits=[_hit(hit, query.wanted if query.highlights else ()) for hit in answer.hits.hits],
            total=answer.hits.total.value,
            facets=_counts(answer, query),
            missing=missing,
            spellings={word: proposals[word] for word in missing if word in proposals},
            engine=self.name,
        )

    def request(self, query: SearchQuery) -> Search:
        """The whole request: hits, counts, extracts and spellings in one exchange."""
        search = Search(using=self.client, index=self.alias).query(build.words(query))
        shown = ["card", *(KEPT if query.highlights and query.terms else ())]
        search = search.source(shown).extra(track_total_hits=True)
        search = search[query.offset : query.offset + query.page_size]
        if query.facets:
            search = search.post_filter(build.filters(query.facets))
        for facet in query.counted:
            others = {name: values for name, values in query.facets.items() if name != facet}
            counted = A("filter", filter=build.filters(others))
            counted.bucket("values", "terms", field=facet, size=MOST_VALUES)
            search.aggs.bucket(facet, counted)
        if query.sort is not Sort.RELEVANCE:
            search = search.sort("-checked" if query.sort is Sort.CHECKED else "sort_title")
        if query.spelled:
            whole = search.aggs.bucket("index", "global")
            whole.bucket("words", "filters", filters=build.presence(query.spelled))
            whole.bucket("forms", "filters", filters=build.forms(query.spelled))
        for word in query.spelled:
            if edits_allowed(word):
                search = search.suggest(word, word, term=build.speller(word))
        return search

    def update(self, documents: Sequence[Document], removed: Sequence[str] = ()) -> None:
        actions: list[dict[str, Any]] = [{"_op_type": "delete", "_id": key, "_index": self.alias} for key in removed]
        actions += [{"_id": one.key, "_index": self.alias, "_source": entry(one)} for one in documents]
        with _errors():
            if not self._indices():
                raise EngineError("The index does not exist on the Elasticsearch server.")
            _, answers = bulk(self._writer, actions, refresh="wait_for", raise_on_error=False)
        errors = answers if isinstance(answers, list) else []
        failed = [error for error in errors if error.get("delete", {}).get("status") != 404]
        if failed:
            raise EngineError(f"Elasticsearch refused {len(failed)} documents, the first: {failed[0]}")

    def rebuild(self, documents: Iterable[Document]) -> int:
        index = f"{self.alias}-v{VERSION}-{time.time_ns()}"
        with _errors():
            # nobody reads it yet: it is made readable once, at the end
            self._writer.indices.create(index=index, mappings=MAPPINGS, settings={**SETTINGS, "refresh_interval": "-1"})
            actions = ({"_id": one.key, "_index": index, "_source": entry(one)} for one in documents)
            count, _ = bulk(self._writer, actions, chunk_size=500)
            self._writer.indices.put_settings(index=index, settings={"refresh_interval": None})
            self._writer.indices.refresh(index=index)
            former = self._indices()
            changes: list[dict[str, Any]] = [{"remove": {"index": name, "alias": self.alias}} for name in former]
            self._writer.indices.update_aliases(actions=[*changes, {"add": {"index": index, "alias": self.alias}}])
            for name in former:
                self._writer.indices.delete(index=name, ignore_unavailable=True)
        return count

    def count(self) -> int:
        with _errors():
            return int(self.client.count(index=self.alias)["count"])

    def size(self) -> int:
        """Bytes on the disk of the server."""
        with _errors():
            return int(self.client.indices.stats(index=self.alias)["_all"]["total"]["store"]["size_in_bytes"])

    def check(self) -> None:
        """Raises `EngineError` unless the server answers and has an index of this version."""
        with _errors():
            self.client.cluster.health()
            if not any(name.startswith(f"{self.alias}-v{VERSION}-") for name in self._indices()):
                raise MissingIndexError("The Elasticsearch server has no index of this version.")

    def remove(self) -> None:
        """Leaves nothing of this site on the server."""
        with _errors():
            for name in self._indices():
                self._writer.indices.delete(index=name)

    def _indices(self) -> list[str]:
        try:
            return list(self._writer.indices.get_alias(name=self.alias))
        except NotFoundError:
            return []


class MissingIndexError(EngineError):
    """The server answers, and must be filled."""


@contextmanager
def _errors() -> Iterator[None]:
    try:
        yield
    except NotFoundError as error:
        raise MissingIndexError(f"The Elasticsearch server has no index: {error}") from error
    except (ApiError, TransportError, BulkIndexError) as error:
        raise EngineError(f"Elasticsearch did not answer: {error}") from error


def entry(document: Document) -> dict[str, Any]:
    """The JSON of a document. The card is stored and not searched."""
    return {
        **{name: text for name, text in document.texts.items() if text},
        **{facet: list(values) for facet, values in document.facets.items() if facet in FACETS},
        "key": document.key,
        "sort_title": document.sort_title[:200],
        "checked": document.checked_ordinal,
        "text": document.kept.text,
        "places": document.kept.places,
        "card": document.stored,
    }


def _hit(hit: Any, wanted: Sequence[tuple[str, ...]]) -> Hit:
    source = hit["_source"].to_dict()
    card = source["card"]
    kept = Kept(source.get("text", ""), source.get("body", ""), source.get("places", ""))
    return Hit(str(card["key"]), card, float(hit["_score"] or 0.0), extract(kept, wanted), kept)


def _counts(answer: Any, query: SearchQuery) -> dict[str, dict[str, int]]:
    return {
        facet: {bucket.key: bucket.doc_count for bucket in answer.aggregations[facet]["values"].buckets}
        for facet in query.counted
    }


def _proposals(answer: Any, words: Sequence[str]) -> dict[str, list[tuple[str, int]]]:
    """Words of the index that are close to each, with their frequency."""
    suggested = answer.to_dict().get("suggest", {})
    options = {word: suggested.get(word, [{}])[0].get("options", []) for word in words}
    return {word: [(str(one["text"]), int(one["freq"])) for one in found] for word, found in options.items() if found}


def _is_known(answer: Any, word: str) -> bool:
    """Whether a document has the word, continues it or has another form of it: that is no typo."""
    found = answer.aggregations["index"]
    return bool(found["words"].buckets[word]["doc_count"] or found["forms"].buckets[word]["doc_count"])
