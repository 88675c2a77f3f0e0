"""A server first, a folder when the server does not answer: a circuit breaker that closes again by itself."""

import logging
import threading
import time
from collections.abc import Callable, Iterable, Sequence

from search.document import Document
from search.engines.base import Engine, EngineError, SearchResults
from search.engines.elasticsearch import ElasticsearchEngine
from search.query import SearchQuery

logger = logging.getLogger("search")

RETRY_SECONDS = 15.0


class ResilientEngine:
    """
    One slow answer opens the circuit; searches then go straight to `fallback`, at its speed.

    Every `retry_seconds`, a thread asks the server whether it is back, so that nobody waits for it; `on_recovery`
    gives it what it missed before it is used again. Writes are not repeated here: who writes keeps what failed.
    """

    name = "resilient"

    def __init__(
        self,
        primary: ElasticsearchEngine,
        fallback: Engine,
        on_failure: Callable[[str], None] = lambda reason: None,
        on_recovery: Callable[[], None] = lambda: None,
        retry_seconds: float = RETRY_SECONDS,
    ) -> None:
        self.primary, self.fallback = primary, fallback
        self.on_failure, self.on_recovery = on_failure, on_recovery
        self.retry_seconds = retry_seconds
        self._retry_at: float | None = None
        self._probing = threading.Lock()

    @property
    def degraded(self) -> bool:
        return self._retry_at is not None

    def search(self, query: SearchQuery) -> SearchResults:
        if not self.degraded:
            try:
                return self.primary.search(query)
            except EngineError as error:
                self._trip(str(error))
        self._probe_when_due()
        return self.fallback.search(query)

    def update(self, documents: Sequence[Document], removed: Sequence[str] = ()) -> None:
        self.fallback.update(documents, removed)
        self.primary.update(documents, removed)

    def rebuild(self, documents: Iterable[Document]) -> int:
        kept = list(documents)
        self.fallback.rebuild(kept)
        return self.primary.rebuild(kept)

    def count(self) -> int:
        return (self.fallback if self.degraded else self.primary).count()

    def _trip(self, reason: str) -> None:
        first = not self.degraded
        self._retry_at = time.monotonic() + self.retry_seconds
        if first:
            logger.warning("Search goes to the embedded engine: %s", reason)
            self.on_failure(reason)

    def _probe_when_due(self) -> None:
        due = self._retry_at is not None and time.monotonic() >= self._retry_at
        if due and self._probing.acquire(blocking=False):
            threading.Thread(target=self._probe, name="search-probe", daemon=True).start()

    def _probe(self) -> None:
        try:
            self.primary.check()
            self.on_recovery()
        except Exception as error:
            # Whatever fails here, searches go on without the server, and it is asked again later.
            self._trip(str(error))
        else:
            self._retry_at = None
            logger.warning("Search is back on Elasticsearch.")
        finally:
            self._probing.release()
