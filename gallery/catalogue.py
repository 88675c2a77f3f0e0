"""
The pictures found by several criteria, and how many each value would find.

Each value of a criterion keeps the pictures that have it as the bits of one whole number: counting ten thousand of them
is one operation of the processor on a kilobyte, so that a page costs the same however many there are.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from text.french import stem, words

from .works import FACETS, Work


@dataclass(frozen=True)
class Found:
    """`pks` of the asked page, in order; `counts` gives, by criterion, what each value would find with the others."""

    pks: list[int]
    total: int
    counts: dict[str, dict[str, int]]


class Catalogue:
    """`works` come in the order in which they are shown."""

    def __init__(self, works: Iterable[Work]) -> None:
        self.works = list(works)
        self._all = (1 << len(self.works)) - 1
        self._texts = [_searchable(work.text) for work in self.works]
        self._bits: dict[str, dict[str, int]] = {facet: _bits(facet, self.works) for facet in FACETS}
        self.labels: dict[str, dict[str, str]] = {facet: {} for facet in FACETS}
        for work in self.works:
            for facet, labels in work.labels.items():
                self.labels[facet].update(labels)

    def values(self, facet: str) -> Iterable[str]:
        return self._bits[facet].keys()

    def find(self, text: str, chosen: Mapping[str, Iterable[str]], start: int = 0, stop: int | None = None) -> Found:
        """Pictures that have all the words, and one of the chosen values of each criterion."""
        said = self._having(text)
        by_facet = {facet: self._any_of(facet, chosen.get(facet, ())) for facet in FACETS}
        counts = {}
        for facet in FACETS:
            others = said
            for other, bits in by_facet.items():
                others &= bits if other != facet else self._all
            counts[facet] = {value: (bits & others).bit_count() for value, bits in self._bits[facet].items()}
        for bits in by_facet.values():
            said &= bits
        ranks = list(_ranks(said))
        return Found([self.works[rank].pk for rank in ranks[start:stop]], len(ranks), counts)

    def _any_of(self, facet: str, values: Iterable[str]) -> int:
        found, asked = 0, False
        for value in values:
            found, asked = found | self._bits[facet].get(value, 0), True
        return found if asked else self._all

    def _having(self, text: str) -> int:
        """The beginning of a word is enough, and so is another form of it; each word must be there."""
        wanted = [(f" {word}", f" {stem(word)} ") for word in words(text)]
        if not wanted:
            return self._all
        return _number(
            rank for rank, said in enumerate(self._texts) if all(word in said or form in said for word, form in wanted)
        )


def _bits(facet: str, works: list[Work]) -> dict[str, int]:
    ranks: dict[str, list[int]] = {}
    for rank, work in enumerate(works):
        for value in work.facets.get(facet, ()):
            ranks.setdefault(value, []).append(rank)
    return {value: _number(found) for value, found in ranks.items()}


def _number(ranks: Iterable[int]) -> int:
    kept = bytearray()
    for rank in ranks:  # always growing
        if rank // 8 >= len(kept):
            kept.extend(bytes(rank // 8 + 1 - len(kept)))
        kept[rank // 8] |= 1 << rank % 8
    return int.from_bytes(kept, "little")


def _ranks(number: int) -> Iterator[int]:
    """The places of the bits, in order."""
    return (rank for rank, bit in enumerate(reversed(f"{number:b}")) if bit == "1")


_stem = lru_cache(maxsize=20_000)(stem)


def _searchable(text: str) -> str:
    found = words(text)
    return f" {' '.join(found)}  {' '.join(dict.fromkeys(map(_stem, found)))} "
