"""The piece of a text that shows what was searched, its words marked. Ours, so that every engine shows the same."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from search.data import stop_words
from search.words import Word, stem

FRAGMENT = 160
"""Characters of an extract."""
BEFORE = 40
"""Characters that may stand before the first word marked."""
MOST_MATCHES = 200
SHIFT = 32
"""Distances are written from the first visible character on."""


class Piece(NamedTuple):
    """A piece of text, marked when it is what was searched."""

    text: str
    marked: bool = False


@dataclass(frozen=True)
class Kept:
    """What an index keeps of a text to show extracts of it: the text, the stems of its words, where each word stands."""

    text: str
    stems: str
    places: str


NOTHING = Kept("", "", "")


def keep(text: str, words: Iterable[Word]) -> Kept:
    """The words that say something; the distance to each, then its length, are one character each."""
    stops, last = stop_words(), 0
    stems: list[str] = []
    places: list[str] = []
    for folded, start, end in words:
        if folded not in stops:
            stems.append(stem(folded))
            places += (chr(start - last + SHIFT), chr(end - start + SHIFT))
            last = end
    return Kept(text, " ".join(stems), "".join(places))


def extract(kept: Kept, wanted: Sequence[tuple[str, ...]]) -> tuple[Piece, ...]:
    """`wanted`: stems, each alone or as an expression. Empty when the text has none of them."""
    matches = matches_of(kept.stems, wanted)
    if not matches:
        return ()
    bounds = bounds_of(kept)
    spans = sorted({number for numbers in matches.values() for number in numbers})
    first = _best(spans, matches, bounds)
    return _cut(kept.text, bounds, first, spans)


def bounds_of(kept: Kept) -> list[int]:
    """Where each word that says something begins and ends, one after the other."""
    return [place - SHIFT * number for number, place in enumerate(accumulate(map(ord, kept.places)), 1)]


def matches_of(stems: str, wanted: Sequence[tuple[str, ...]]) -> dict[str, list[int]]:
    """For each expression that the text has, the numbers of its words."""
    padded = f" {stems} "
    found: dict[str, list[int]] = {}
    for words in wanted:
        sought = f" {' '.join(words)} "
        numbers: list[int] = []
        place = padded.find(sought)
        counted, count = 0, 0
        while place >= 0 and len(numbers) < MOST_MATCHES:
            count += padded.count(" ", counted, place)
            counted = place
            numbers += range(count, count + len(words))
            place = padded.find(sought, place + 1)
        if numbers:
            found[sought] = numbers
    return found


def _best(spans: Sequence[int], matches: dict[str, list[int]], bounds: Sequence[int]) -> int:
    """The word from which a window holds the most of what was searched."""
    kinds: dict[int, set[str]] = {}
    for sought, numbers in matches.items():
        for number in numbers:
            kinds.setdefault(number, set()).add(sought)
    best, most = spans[0], 0
    for place, number in enumerate(spans[:MOST_MATCHES]):
        limit, seen = bounds[2 * number] + FRAGMENT - BEFORE, set(kinds[number])
        for other in spans[place + 1 :]:
            if bounds[2 * other + 1] > limit:
                break
            seen |= kinds[other]
        if len(seen) > most:
            best, most = number, len(seen)
        if most == len(matches):
            break
    return best


def _cut(text: str, bounds: Sequence[int], first: int, spans: Sequence[int]) -> tuple[Piece, ...]:
    text = text.replace("\n", " ")
    start = _word_start(text, bounds[2 * first] - BEFORE, bounds[2 * first])
    end = _word_end(text, start + FRAGMENT)
    pieces, position = [], start
    for number in spans:
        begins, ends = bounds[2 * number], bounds[2 * number + 1]
        if begins >= position and ends <= end:
            pieces += [Piece(text[position:begins]), Piece(text[begins:ends], marked=True)]
            position = ends
    return tuple(piece for piece in (*pieces, Piece(text[position:end])) if piece.text)


def _word_start(text: str, wanted: int, limit: int) -> int:
    """After a full stop when there is one, or the first word after the place wanted."""
    if wanted <= 0:
        return 0
    stop = text.rfind(". ", wanted, limit)
    if stop >= 0:
        return stop + 2
    space = text.find(" ", wanted, limit)
    return space + 1 if space >= 0 else limit


def _word_end(text: str, wanted: int) -> int:
    if wanted >= len(text):
        return len(text)
    space = text.rfind(" ", wanted - BEFORE, wanted + 1)
    return space if space >= 0 else wanted
