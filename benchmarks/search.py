"""
The search on many documents: speed with facets and extracts, beside the bare engines and Wagtail's own search.

    python -m benchmarks.search [--documents 10000 100000] [--elasticsearch http://127.0.0.1:9209] [--queries 240]

Ours goes from the typed text to hits, counts and extracts, in process (no page is drawn). The bare call sends the very
same requests (same words, filters, counts and extracts) by the engine's own interface, built before the clock starts;
for a typo both send two, and ours alone looks for the spelling. They take turns, so that a busy machine slows both. Each
row is a process of its own, whose memory is its peak, indexing included; that of a server is its heap in use and what
the Java machine has beside. Wagtail's own search has neither facets nor extracts, and few of its words: see
`benchmarks/search_wagtail.py`.
"""

import argparse
import gc
import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from benchmarks import search_wagtail
from benchmarks.search_bare import bare
from benchmarks.search_documents import FILTERS, QUERIES, synthetic
from benchmarks.table import print_table, told
from search.engines.base import FACETS, Engine, SearchResults
from search.engines.elasticsearch import ElasticsearchEngine
from search.engines.embedded import EmbeddedEngine
from search.query import SearchQuery
from search.searching import Request, answer
from tests.search.library import vocabulary

HEAD = [
    "documents",
    "engine",
    "p50 ms",
    "p95 ms",
    "bare p50",
    "bare p95",
    "ratio p50",
    "ratio p95",
    "documents/s",
    "index MB",
    "memory MB",
]
SECONDS = 1_000.0


class Recorder:
    """Keeps the requests that an engine receives."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.queries: list[SearchQuery] = []

    def search(self, query: SearchQuery) -> SearchResults:
        self.queries.append(query)
        return self.engine.search(query)


def times_of(*calls: Mapping[str, Callable[[], object]], count: int, clock: Callable[[], float]) -> list[list[float]]:
    """Milliseconds of each kind of call, which take turns on each text, after a first round that warms up."""
    times: list[list[float]] = [[] for _ in calls]
    gc.collect()
    for number in range(-len(QUERIES), count):
        text = QUERIES[number % len(QUERIES)]
        for kind, kept in zip(calls, times, strict=True):
            start = clock()
            kind[text]()
            if number >= 0:
                kept.append((clock() - start) * SECONDS)
    return times


def measure(kind: str, url: str, count: int, queries: int, clock: str) -> list[str]:
    words = vocabulary()
    with opened(kind, url) as engine:
        start = time.perf_counter()
        engine.rebuild(synthetic(count))
        rate = count / (time.perf_counter() - start)

        def ours(text: str, engine: EmbeddedEngine | ElasticsearchEngine | Recorder = engine) -> object:
            return answer(Request(text, facets=FILTERS), words, engine)

        recorders = {text: Recorder(engine) for text in QUERIES}
        for text, recorder in recorders.items():
            ours(text, recorder)
        raw = {text: bare(engine, recorder.queries) for text, recorder in recorders.items()}
        whole = {text: partial(ours, text) for text in QUERIES}
        mine, others = (middle_and_high(one) for one in times_of(whole, raw, count=queries, clock=getattr(time, clock)))
        ratios = [f"{mine[0] / others[0]:.2f}", f"{mine[1] / others[1]:.2f}"]
        head = [f"{count:,}", kind, *(f"{one:.1f}" for one in (*mine, *others)), *ratios]
        return [*head, f"{rate:,.0f}", f"{engine.size() / 1e6:.0f}", memory(engine)]


def measure_wagtail(count: int, queries: int, clock: str) -> list[str]:
    seconds = search_wagtail.fill(list(synthetic(count)))
    ask = search_wagtail.search()
    calls = {text: partial(ask, text) for text in QUERIES}
    (times,) = times_of(calls, count=min(queries, 2 * len(QUERIES)), clock=getattr(time, clock))
    figures = [f"{one:.1f}" for one in middle_and_high(times)]
    return [f"{count:,}", "Wagtail, SQLite", *figures, "", "", "", "", f"{count / seconds:,.0f}", "", peak()]


@contextmanager
def opened(kind: str, url: str) -> Iterator[EmbeddedEngine | ElasticsearchEngine]:
    if kind == "embedded":
        with tempfile.TemporaryDirectory() as folder:
            yield EmbeddedEngine(Path(folder))
        return
    engine = ElasticsearchEngine(url, "bench-speed", seconds=60)
    try:
        yield engine
    finally:
        engine.remove()


def middle_and_high(times: list[float]) -> tuple[float, float]:
    return statistics.median(times), statistics.quantiles(times, n=20)[-1]


def memory(engine: EmbeddedEngine | ElasticsearchEngine) -> str:
    if not isinstance(engine, ElasticsearchEngine):
        return peak()
    (node,) = engine.client.nodes.stats(metric="jvm")["nodes"].values()
    used = node["jvm"]["mem"]["heap_used_in_bytes"] + node["jvm"]["mem"]["non_heap_used_in_bytes"]
    return f"{peak()} + server {used / 1e6:.0f}"


def peak() -> str:
    """The most memory that this process had: not `getrusage`, whose peak comes from the process that started it."""
    line = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
    return f"{int(line.split()[1]) / 1e3:.0f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--elasticsearch", default=os.environ.get("PARCOURS_TEST_ELASTICSEARCH", ""))
    parser.add_argument("--queries", type=int, default=240)
    parser.add_argument("--engines", nargs="+", default=["embedded", "elasticsearch", "wagtail"])
    parser.add_argument("--cpu", action="store_true", help="what this process computes, on a machine that others use")
    options = parser.parse_args()
    clock = "process_time" if options.cpu else "perf_counter"
    engines = [
        one for one in options.engines if one == "embedded" or (one == "elasticsearch" and options.elasticsearch)
    ]
    work = [
        partial(measure, kind, options.elasticsearch, count, options.queries, clock)
        for count in options.documents
        for kind in engines
    ]
    if "wagtail" in options.engines:
        work.append(partial(measure_wagtail, min(options.documents), options.queries, clock))
    with ProcessPoolExecutor(1, mp_context=get_context("spawn"), max_tasks_per_child=1) as alone:
        rows = [told(row.result()) for row in [alone.submit(one) for one in work]]
    kind = "CPU time" if options.cpu else "elapsed time"
    print_table(f"Search with {len(FACETS)} facets and extracts, {len(QUERIES)} queries, {kind}", HEAD, rows)


if __name__ == "__main__":
    main()
