"""
The search on many documents: speed with facets and extracts, beside the bare engine call and Wagtail's own search.

    python -m benchmarks.search [--documents 10000 100000] [--elasticsearch http://127.0.0.1:9209] [--queries 200]

Documents are made from the library of the tests, by mixing its sentences with words of many lengths and ranks. The
bare call asks the same engine for the same words, without understanding, facets, extracts nor cards. Wagtail's own
search (SQLite FTS5, in memory) is asked for the same words on bare pages; it has neither facets nor extracts.
"""

import argparse
import os
import random
import resource
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate
from pathlib import Path

from benchmarks.table import print_table
from search.document import Document
from search.engines.base import FACETS, Engine
from search.engines.elasticsearch import ElasticsearchEngine
from search.engines.embedded import EmbeddedEngine
from search.query import SearchQuery
from search.searching import Request, answer
from search.understanding import understand
from tests.search.library import LIBRARY, vocabulary

QUERIES = [
    *("visio", "choisir une date", "remplacer doodle", "decidé a plusieur", "convaincre mon CA", "courriel", "zoom"),
    *("comment écrire un compte rendu ensemble", "réunion en ligne", "reunoin", "framad", "partager des fichiers"),
]
SYLLABLES = "ba che di fo gu la me ni po ru sa te vi zo man ter lon per sion tique ment eau".split()  # noqa: SIM905
SECONDS = 1_000.0
CLOCK = time.process_time if os.environ.get("CLOCK") == "cpu" else time.perf_counter
"""`CLOCK=cpu` counts what this process computes, on a machine that others use: for the embedded engine only."""


def synthetic(count: int, seed: int = 1) -> Iterator[Document]:
    """Documents of 150 to 450 words: sentences of the library, and words as unequal in frequency as those of a language."""
    chance = random.Random(seed)  # noqa: S311
    words = ["".join(chance.choices(SYLLABLES, k=chance.randint(1, 4))) for _ in range(30_000)]
    ranks = list(accumulate(1 / (rank + 5) for rank in range(len(words))))
    for number in range(count):
        model = LIBRARY[number % len(LIBRARY)]
        text = chance.choices(words, cum_weights=ranks, k=chance.randint(120, 400))
        title = f"{model.title} {' '.join(text[:3])}" if number >= len(LIBRARY) else model.title
        facets = {
            "besoin": (f"besoin-{number % 12}",),
            "niveau": (("debutant", "ca-va", "a-l-aise")[number % 3],),
            "outil": (f"outil-{number % 60}",),
            "duree": ("10-30-min",),
        }
        body = " ".join([*text[:60], model.lead, *text[60:], model.body])
        key = model.key if number < len(LIBRARY) else f"made:{number}"
        yield replace(model, key=key, title=title, body=body, facets={**facets, **model.facets})


def timed(call: Callable[[str], object], count: int) -> tuple[float, float]:
    """Median and 95th percentile, in milliseconds, after a first round that warms up."""
    for text in QUERIES:
        call(text)
    times = []
    for number in range(count):
        start = CLOCK()
        call(QUERIES[number % len(QUERIES)])
        times.append((CLOCK() - start) * SECONDS)
    return statistics.median(times), statistics.quantiles(times, n=20)[-1]


def ours(engine: Engine) -> Callable[[str], object]:
    words = vocabulary()
    filters = {"niveau": ("debutant", "ca-va")}
    return lambda text: answer(Request(text, facets=filters), words, engine)


def bare(engine: Engine) -> Callable[[str], object]:
    """The engine alone on the same query object, built before the clock starts."""
    words, filters = vocabulary(), {"niveau": ("debutant", "ca-va")}
    built = {}
    for text in QUERIES:
        found = understand(text, words)
        built[text] = SearchQuery(found.terms, found.pins, filters, counted=FACETS, ranks=found.question)
    if isinstance(engine, ElasticsearchEngine):
        bodies = {text: engine.request(query).to_dict() for text, query in built.items()}
        return lambda text: engine.client.search(index=engine.alias, body=bodies[text])
    return lambda text: engine.search(built[text])


def measure(engine: ElasticsearchEngine | EmbeddedEngine, count: int, queries: int) -> list[str]:
    start = time.perf_counter()
    engine.rebuild(synthetic(count))
    rate = count / (time.perf_counter() - start)
    (median, high), (bare_median, bare_high) = timed(ours(engine), queries), timed(bare(engine), queries)
    return [
        f"{count:,}",
        engine.name,
        f"{median:.1f}",
        f"{high:.1f}",
        f"{bare_median:.1f}",
        f"{bare_high:.1f}",
        f"{median / bare_median:.2f}",
        f"{rate:,.0f}",
        f"{engine.size() / 1e6:.0f}",
        f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3:.0f}",
    ]


def measure_wagtail(count: int, queries: int) -> list[str]:
    """Wagtail's own search on pages that hold the same titles, on SQLite in memory."""
    import django

    os.environ["PARCOURS_DATABASE"] = "sqlite://:memory:"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    django.setup()
    from django.core.management import call_command
    from wagtail.models import Page
    from wagtail.search.backends import get_search_backend

    call_command("migrate", verbosity=0)
    parent = Page.objects.filter(depth=2).first()
    start = time.perf_counter()
    _add_pages(parent, list(synthetic(count)))
    call_command("update_index", verbosity=0)
    rate = count / (time.perf_counter() - start)
    backend = get_search_backend()
    median, high = timed(lambda text: [page.title for page in backend.search(text, Page)[:20]], min(queries, 24))
    head = [f"{count:,}", "Wagtail, SQLite", f"{median:.1f}", f"{high:.1f}"]
    return [*head, "", "", "", f"{rate:,.0f}", "", f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3:.0f}"]


def _add_pages(parent, documents: Sequence[Document]) -> None:
    from django.contrib.contenttypes.models import ContentType
    from wagtail.models import Page

    kind = ContentType.objects.get_for_model(Page)
    path = parent.path
    Page.objects.bulk_create(
        Page(
            title=f"{one.title} {one.body}"[:255],
            slug=f"p-{number}",
            path=f"{path}{Page._int2str(10_000 + number).rjust(4, '0')}",
            depth=parent.depth + 1,
            url_path=f"{parent.url_path}p-{number}/",
            content_type=kind,
            locale_id=parent.locale_id,
            draft_title=one.title,
        )
        for number, one in enumerate(documents)
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--elasticsearch", default=os.environ.get("PARCOURS_TEST_ELASTICSEARCH", ""))
    parser.add_argument("--queries", type=int, default=240)
    parser.add_argument("--no-wagtail", action="store_true")
    options = parser.parse_args()
    rows = []
    for count in options.documents:
        with tempfile.TemporaryDirectory() as folder:
            rows.append(measure(EmbeddedEngine(Path(folder)), count, options.queries))
        if options.elasticsearch:
            engine = ElasticsearchEngine(options.elasticsearch, "bench-speed", seconds=30)
            rows.append(measure(engine, count, options.queries))
    if not options.no_wagtail:
        rows.append(measure_wagtail(min(options.documents), options.queries))
    head = [
        "documents",
        "engine",
        "p50 ms",
        "p95 ms",
        "bare p50",
        "bare p95",
        "ratio",
        "documents/s",
        "index MB",
        "peak MB",
    ]
    print_table(f"Search with facets and extracts ({len(FACETS)} facets, {len(QUERIES)} queries)", head, rows)


if __name__ == "__main__":
    main()
