"""
Needs as volunteers type them: how often the right title is first, or in the first three.

    DJANGO_SETTINGS_MODULE=config.settings.dev python -m benchmarks.search_needs [--half a|b] [--meaning] [--elasticsearch URL]

On the library of the site of this settings module. Half a is where anything was tuned: lines whose text hashes to an
even byte. `--meaning` also asks with the vectors that this site has. A line without a title has no answer in the library, and is not counted.
"""

import argparse
import hashlib
import os
import tempfile
from pathlib import Path

import django

from benchmarks.table import print_table


def read(path: Path) -> list[tuple[str, list[str]]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    split = [line.partition("\t") for line in lines if line.strip()]
    return [(text, titles.split("|")) for text, _, titles in split if titles]


def in_half(text: str, half: str) -> bool:
    return not half or hashlib.sha256(text.encode()).digest()[0] % 2 == (half == "b")


def rank_of(titles: list[str], expected: list[str]) -> int:
    """The place of the first title that begins as one of those expected, its quotation mark apart; 0 for none."""
    begins = [(title, title.lstrip("« \u00a0\u202f")) for title in titles]
    places = (place for place, both in enumerate(begins, 1) if any(one.startswith(tuple(expected)) for one in both))
    return next(places, 0)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--half", default="", choices=["", "a", "b"])
    parser.add_argument("--elasticsearch", default=os.environ.get("PARCOURS_TEST_ELASTICSEARCH", ""))
    parser.add_argument("--meaning", action="store_true", help="with the vectors of this site beside")
    options = parser.parse_args()
    django.setup()
    from search.documents import all_documents
    from search.engines.base import Searcher
    from search.engines.elasticsearch import ElasticsearchEngine
    from search.engines.embedded import EmbeddedEngine
    from search.lexicon import lexicon
    from search.meaning.joining import MeaningEngine
    from search.searching import Request, answer

    data = Path(os.environ.get("PARCOURS_TEST_DATA") or Path(__file__).resolve().parents[2] / "shared" / "data")
    needs = [one for one in read(data / "search" / "needs.tsv") if in_half(one[0], options.half)]
    documents, words = list(all_documents()), lexicon().vocabulary
    with tempfile.TemporaryDirectory() as folder:
        engines: list[EmbeddedEngine | ElasticsearchEngine] = [EmbeddedEngine(Path(folder))]
        if options.elasticsearch:
            engines.append(ElasticsearchEngine(options.elasticsearch, "bench-needs", seconds=20))
        for engine in engines:
            engine.rebuild(documents)
        named: list[tuple[str, Searcher]] = [(engine.name, engine) for engine in engines]
        if options.meaning:
            named += [(f"{engine.name}, meaning", MeaningEngine(engine)) for engine in engines]
        rows = []
        for name, engine in named:
            ranks = {}
            for text, expected in needs:
                hits = answer(Request(text, counted=(), highlights=False), words, engine).results.hits
                ranks[text] = rank_of([str(hit.card["title"]) for hit in hits], expected)
            first, three = (sum(1 for rank in ranks.values() if 0 < rank <= most) for most in (1, 3))
            rows.append([name, str(len(needs)), str(first), str(three)])
            print("\n".join(f"{rank:3} {text}" for text, rank in ranks.items() if rank != 1))
        print_table("Needs whose right title comes first", ["engine", "needs", "first", "first three"], rows)


if __name__ == "__main__":
    main()
