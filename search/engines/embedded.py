"""The engine in a folder: tantivy, no server. Several processes read; one writes at a time, behind a lock."""

import json
import os
import shutil
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from fcntl import LOCK_EX, flock
from pathlib import Path
from typing import Any

import tantivy
from tantivy import Index, Order, Query, Searcher

from search.document import Document
from search.engines import embedded_query
from search.engines.base import MOST_VALUES, EngineError, Hit, SearchResults
from search.engines.embedded_schema import fingerprint, schema
from search.engines.weights import FIELDS
from search.extracts import Kept, extract
from search.query import SearchQuery, Sort
from search.spelling import close_to, edits_allowed
from search.words import stem

WRITER_MEMORY = 30_000_000
CANDIDATES = 20_000


class EmbeddedEngine:
    """
    `folder` holds one folder per index, and a file `current` that names the one that is read.

    The file is replaced at once at the end of a rebuild, so that searches never see a half-made index.
    """

    name = "embedded"

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._schema = schema()
        self._current = str(folder / "current")
        self._named: tuple[tuple[int, int], str] | None = None
        self._open: tuple[str, Index] | None = None
        self._seen: tuple[int, ...] = ()

    def search(self, query: SearchQuery) -> SearchResults:
        searcher = self._searcher()
        build = embedded_query.Builder(self._schema)
        try:
            return self._answer(searcher, build, query)
        except ValueError as error:
            raise EngineError(f"The embedded engine did not answer: {error}") from error

    def update(self, documents: Sequence[Document], removed: Sequence[str] = ()) -> None:
        with self._lock():
            index = self._index()
            writer = index.writer(WRITER_MEMORY, 1)
            for key in (*removed, *(document.key for document in documents)):
                writer.delete_documents_by_term("key", key)
            for document in documents:
                writer.add_document(self._entry(document))
            writer.commit()
            writer.wait_merging_threads()
        self._seen = ()

    def rebuild(self, documents: Iterable[Document]) -> int:
        with self._lock():
            name = f"{fingerprint()}-{time.time_ns()}"
            path = self.folder / name
            path.mkdir(parents=True)
            index = Index(self._schema, path=str(path))
            writer = index.writer(WRITER_MEMORY * 2, 1)
            count = 0
            for document in documents:
                writer.add_document(self._entry(document))
                count += 1
            writer.commit()
            writer.wait_merging_threads()
            fresh = self.folder / "current.new"
            fresh.write_text(name, encoding="utf-8")
            fresh.replace(self.folder / "current")
            self._remove_others(name)
        self._seen = ()
        return count

    def count(self) -> int:
        return self._searcher().num_docs

    def size(self) -> int:
        """Bytes on the disk."""
        return sum(file.stat().st_size for file in self.folder.rglob("*") if file.is_file())

    @contextmanager
    def _lock(self) -> Iterator[None]:
        """One writer at a time on the machine; the others wait. The system frees the lock of a process that ends."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / "lock").open("w") as file:
            flock(file, LOCK_EX)
            yield

    def _remove_others(self, kept: str) -> None:
        """Readers that still have the files of a former index open keep them until they close it (POSIX)."""
        for path in self.folder.iterdir():
            if path.is_dir() and path.name != kept:
                shutil.rmtree(path, ignore_errors=True)

    def _index(self) -> Index:
        """The current index; raises when it is absent, damaged or of another schema."""
        try:
            name = self._current_name()
        except (OSError, UnicodeDecodeError) as error:
            raise EngineError("The embedded index does not exist yet.") from error
        if not name.startswith(fingerprint()) or "/" in name:
            raise EngineError("The embedded index is of another version of the software.")
        if self._open and self._open[0] == name:
            return self._open[1]
        try:
            index = Index.open(str(self.folder / name))
        except ValueError as error:
            raise EngineError(f"The embedded index is damaged: {error}") from error
        index.config_reader("manual")
        self._open = (name, index)
        return index

    def _current_name(self) -> str:
        """The name in `current`, read again when the file is another one."""
        stat = os.stat(self._current)
        state = (stat.st_mtime_ns, stat.st_ino)
        if self._named is None or self._named[0] != state:
            self._named = (state, Path(self._current).read_text(encoding="utf-8").strip())
        return self._named[1]

    def _searcher(self) -> Searcher:
        """The latest state that any process committed: two `stat` calls when nothing changed."""
        index = self._index()
        if self._open is None:
            raise EngineError("The embedded index was closed.")
        try:
            stat = os.stat(os.path.join(self.folder, self._open[0], "meta.json"))
            state = (stat.st_mtime_ns, stat.st_ino, stat.st_size)
            if state != self._seen:
                index.reload()
                self._seen = state
            return index.searcher()
        except (OSError, ValueError) as error:
            self._open = None
            raise EngineError(f"The embedded index is damaged: {error}") from error

    def _entry(self, document: Document) -> tantivy.Document:
        entry = tantivy.Document()
        for name, text in document.texts.items():
            if text:
                entry.add_text(name, text)
        for facet, values in document.facets.items():
            for value in values:
                entry.add_text(facet, value)
        entry.add_text("key", document.key)
        entry.add_text("sort_title", document.sort_title)
        entry.add_unsigned("checked", document.checked_ordinal)
        entry.add_bytes("card", json.dumps(document.stored, ensure_ascii=False).encode())
        entry.add_bytes("text", document.kept.text.encode())
        entry.add_bytes("places", document.kept.places.encode())
        return entry

    def _answer(self, searcher: Searcher, build: "embedded_query.Builder", query: SearchQuery) -> SearchResults:
        missing = tuple(word for word in query.spelled if not self._is_known(searcher, word))
        if spellings := self._spellings(searcher, missing):
            return SearchResults(missing=missing, spellings=spellings, engine=self.name)
        words = build.words(query)
        filtered = build.filtered(words, query.facets)
        ways: dict[Sort, dict[str, Any]] = {
            Sort.RELEVANCE: {},
            Sort.CHECKED: {"order_by_field": "checked", "order": Order.Desc},
            Sort.TITLE: {"order_by_field": "sort_title", "order": Order.Asc},
        }
        page: Any = searcher.search(filtered, query.page_size, offset=query.offset, **ways[query.sort])
        wanted = query.wanted if query.highlights else ()
        return SearchResults(
            hits=[_hit(searcher.doc(address), score, wanted) for score, address in page.hits],
            total=page.count,
            facets=self._facets(searcher, build, words, query),
            missing=missing,
            engine=self.name,
        )

    def _facets(
        self, searcher: Searcher, build: "embedded_query.Builder", words: Query, query: SearchQuery
    ) -> dict[str, dict[str, int]]:
        """Each facet is counted without its own filter; those with no chosen value share one pass."""
        counts: dict[str, dict[str, int]] = {}
        chosen = [facet for facet in query.counted if query.facets.get(facet)]
        passes = [[facet for facet in query.counted if facet not in chosen], *([facet] for facet in chosen)]
        for facets in filter(None, passes):
            others = {name: values for name, values in query.facets.items() if name not in facets}
            wanted = {name: {"terms": {"field": name, "size": MOST_VALUES}} for name in facets}
            answer = searcher.aggregate(build.filtered(words, others), wanted)
            for name in facets:
                counts[name] = {bucket["key"]: int(bucket["doc_count"]) for bucket in answer[name]["buckets"]}
        return counts

    def _is_known(self, searcher: Searcher, word: str) -> bool:
        """Whether a document has the word, continues it or has another form of it: that is no typo."""
        if searcher.terms_with_prefix("words", word, limit=1):
            return True
        return any(searcher.doc_freq(field, stem(word)) for field in FIELDS)

    def _spellings(self, searcher: Searcher, words: Sequence[str]) -> dict[str, list[tuple[str, int]]]:
        """The words of the index that are close to each, those that begin with its first letter or else all of them."""
        found = {}
        for word in words:
            if self._has_near(searcher, word):
                near = close_to(word, searcher.terms_with_prefix("words", word[0], limit=CANDIDATES))
                near = near or close_to(word, searcher.terms_with_prefix("words", "", limit=CANDIDATES * 5))
                found[word] = near
        return {word: near for word, near in found.items() if near}

    def _has_near(self, searcher: Searcher, word: str) -> bool:
        """Whether the index has a word so close: most often not, and reading its words one by one is slow."""
        edits = edits_allowed(word)
        near: Any = searcher.search(Query.fuzzy_term_query(self._schema, "words", word, distance=edits), 1)
        return edits > 0 and bool(near.count)


def _hit(entry: tantivy.Document, score: object, wanted: Sequence[tuple[str, ...]]) -> Hit:
    card = json.loads(entry.get_first("card") or b"{}")
    number = float(score) if isinstance(score, (int, float)) else 0.0
    if not wanted:
        return Hit(card["key"], card, number)
    kept = Kept(_text(entry, "text"), entry.get_first("body") or "", _text(entry, "places"))
    return Hit(card["key"], card, number, extract(kept, wanted), kept)


def _text(entry: tantivy.Document, field: str) -> str:
    return bytes(entry.get_first(field) or b"").decode()
