"""
Relevance on PIAF: 7,569 French questions, each with the one passage that answers it, among 1,518.

    python -m benchmarks.search_relevance [--elasticsearch http://127.0.0.1:9209] [--half a|b] [--ingredients]
    DJANGO_SETTINGS_MODULE=config.settings.dev python -m benchmarks.search_relevance --meaning [--drawn 1200]

MRR@10, on the half of the questions whose identifier hashes to an even byte (a, where weights were chosen) or an odd
one (b, which is reported). The passage is the body of a document without a title; the site's own query pipeline and engines.
`--meaning` sets each engine with the model's vectors beside the same without, on `--drawn` questions of the half.
"""

import argparse
import hashlib
import json
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import django

from benchmarks.table import print_table
from search.data import stop_words
from search.document import Document, Kind
from search.engines import base, weights
from search.engines.elasticsearch import ElasticsearchEngine
from search.engines.embedded import EmbeddedEngine
from search.query import SearchQuery
from search.understanding import understand
from search.vocabulary import Vocabulary

DEPTH = 10


def read(path: Path) -> tuple[list[Document], list[tuple[str, str, str]]]:
    """The passages, and the questions: identifier, text, key of the passage."""
    passages: list[Document] = []
    questions: list[tuple[str, str, str]] = []
    for article in json.loads(path.read_text(encoding="utf-8"))["data"]:
        for paragraph in article["paragraphs"]:
            key = f"piaf:{len(passages)}"
            passages.append(Document(key=key, kind=Kind.LESSON, title="", url="/", body=paragraph["context"]))
            questions += [(one["id"], one["question"], key) for one in paragraph["qas"]]
    return passages, questions


def half(questions: list[tuple[str, str, str]], name: str) -> list[tuple[str, str, str]]:
    odd = name == "b"
    return [one for one in questions if hashlib.sha256(one[0].encode()).digest()[0] % 2 == odd]


def mean_reciprocal_rank(engine: base.Searcher, questions: list[tuple[str, str, str]]) -> float:
    vocabulary = Vocabulary(stop_words=stop_words())
    total = 0.0
    for _, text, key in questions:
        understood = understand(text, vocabulary)
        asked = SearchQuery(understood.terms, ranks=understood.question, page_size=DEPTH, highlights=False, meant=text)
        results = engine.search(asked)
        ranks = [rank for rank, hit in enumerate(results.hits, 1) if hit.key == key]
        total += 1 / ranks[0] if ranks else 0.0
    return total / len(questions)


def drawn(questions: list[tuple[str, str, str]], count: int) -> list[tuple[str, str, str]]:
    """So many of them, by their hash: the same each time."""
    ranked = sorted(questions, key=lambda one: hashlib.sha256(f"draw{one[0]}".encode()).digest())
    return ranked[:count] if count else questions


def with_meaning(engines: list[base.Engine], passages: list[Document], folder: Path) -> list[tuple[str, base.Searcher]]:
    """Each engine by words alone, then by words and meaning."""
    django.setup()
    from search.meaning.joining import MeaningEngine
    from search.meaning.making import texts_of
    from search.meaning.model import load
    from search.meaning.vectors import Vectors, rows_of

    model = load()
    if model is None:
        raise SystemExit("This machine has no model: see search/meaning/model.py")
    kept = Vectors(folder)
    for passage in passages:
        texts = texts_of(passage)
        kept.write({passage.key: rows_of(texts, model.passages(texts))})
    joined = [(f"{one.name}, meaning", MeaningEngine(one, lambda: model, lambda: kept)) for one in engines]
    return [*((one.name, one) for one in engines), *joined]


OFF = {"EXACT": 0.0, "PAIRS": 0.0, "JOINED": 0.0, "PREFIX_WORDS": 0.0, "GRAMS": 0.0, "NAME": 1.0}
INGREDIENTS = {
    "EXACT": "the exact word",
    "PAIRS": "pairs of words",
    "JOINED": "hyphen = space = nothing",
    "PREFIX_WORDS": "the beginning of the last word",
    "GRAMS": "four letters of a word",
    "NAME": "names and numbers",
}


def weight(text: str) -> tuple[str, float]:
    name, _, value = text.partition("=")
    return name, float(value)


def steps() -> Iterator[tuple[str, dict[str, float]]]:
    """From stems alone to the whole, one ingredient more at a time: a label, and the weights that are still off."""
    off = dict(OFF)
    yield "stems of the body alone", dict(off)
    for name, label in INGREDIENTS.items():
        del off[name]
        yield f"+ {label} ({getattr(weights, name)})", dict(off)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--elasticsearch", default=os.environ.get("PARCOURS_TEST_ELASTICSEARCH", ""))
    parser.add_argument("--half", default="b", choices=["a", "b"])
    parser.add_argument("--ingredients", action="store_true", help="what each one gains")
    parser.add_argument("--meaning", action="store_true", help="with the model's vectors too")
    parser.add_argument("--drawn", type=int, default=0, help="so many questions of the half, drawn by hash; 0: all")
    parser.add_argument(
        "--weights", nargs="*", default=[], type=weight, metavar="NAME=1.0", help="to try others on half a"
    )
    options = parser.parse_args()
    data = Path(os.environ.get("PARCOURS_TEST_DATA") or Path(__file__).resolve().parents[2] / "shared" / "data")
    passages, questions = read(data / "search" / "piaf-v1.1.json")
    chosen = drawn(half(questions, options.half), options.drawn)
    with tempfile.TemporaryDirectory() as folder:
        engines: list[base.Engine] = [EmbeddedEngine(Path(folder))]
        if options.elasticsearch:
            engines.append(ElasticsearchEngine(options.elasticsearch, "bench-piaf", seconds=20))
        for engine in engines:
            engine.rebuild(passages)
        named: list[tuple[str, base.Searcher]] = [(engine.name, engine) for engine in engines]
        if options.meaning:
            named = with_meaning(engines, passages, Path(folder))
        rows = []
        for label, changed in steps() if options.ingredients else [("as on the site", dict(options.weights))]:
            with patch.dict(vars(weights), changed):
                rows.append([label, *(f"{mean_reciprocal_rank(engine, chosen):.4f}" for _, engine in named)])
        title = f"MRR@{DEPTH} on PIAF, half {options.half} ({len(chosen)} questions, {len(passages)} passages)"
        print_table(title, ["", *(name for name, _ in named)], rows)


if __name__ == "__main__":
    main()
