"""The paragraph that answers: the passage of a result that says what was asked, its words marked, and the way to it."""

import re
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import quote

from search.engines.base import Hit
from search.extracts import Piece, bounds_of, matches_of
from search.meaning.passages import Span, spans_of

ANSWERING = 3
"""Results under which it is shown."""
LONGEST = 340
"""Letters of a paragraph that are shown."""
BEFORE = 120
WORDS_OF_A_WAY = 8
_LINE = re.compile(r"[^\n]+")


class Mark(NamedTuple):
    start: int
    end: int
    sought: str


@dataclass(frozen=True)
class Paragraph:
    pieces: tuple[Piece, ...]
    address: str


def paragraph_of(hit: Hit, wanted: tuple[tuple[str, ...], ...]) -> Paragraph | None:
    """
    The passage that is nearest by its meaning, where that is known, else the one that has the most of the words.

    Nothing when the text has none of the words and no meaning was weighed.
    """
    text, spans = hit.text, spans_of(hit.text)
    marks, counts = _marks(hit, wanted)
    chosen = spans[hit.passage] if hit.passage is not None and hit.passage < len(spans) else None
    chosen = chosen or _best(spans, marks, counts)
    if chosen is None:
        return None
    within = [mark for mark in marks if chosen.start <= mark[0] and mark[1] <= chosen.end]
    shown = _shown(text, chosen, within)
    return Paragraph(_pieces(text, shown, within), f"{hit.card['url']}{_way_to(text, shown)}")


def _marks(hit: Hit, wanted: tuple[tuple[str, ...], ...]) -> tuple[list[Mark], dict[str, int]]:
    """Where each thing that was searched stands, and how often."""
    bounds = bounds_of(hit.kept)
    found = matches_of(hit.kept.stems, wanted)
    marks = {Mark(bounds[2 * one], bounds[2 * one + 1], sought) for sought, numbers in found.items() for one in numbers}
    return sorted(marks), {sought: len(numbers) for sought, numbers in found.items()}


def _best(spans: list[Span], marks: list[Mark], counts: dict[str, int]) -> Span | None:
    """The passage that has the most of what was searched, what is rare in the text counting more; the first of equals."""
    weights = {}
    for span in spans:
        said = {sought for start, end, sought in marks if span.start <= start and end <= span.end}
        weights[span] = sum(1 + 1 / counts[sought] for sought in said)
    best = max(spans, key=lambda span: weights[span], default=None)
    return best if best and weights[best] else None


def _shown(text: str, span: Span, marks: list[Mark]) -> Span:
    """From the line of the passage that has the most marks, as many whole lines or sentences as are shown."""
    lines = [line.start() for line in _LINE.finditer(text, span.start, span.end)]
    ends = [*(start - 1 for start in lines[1:]), span.end]
    said = [
        len({mark.sought for mark in marks if start <= mark.start and mark.end <= end})
        for start, end in zip(lines, ends, strict=True)
    ]
    start = lines[said.index(max(said))]
    first = next((mark.start for mark in marks if mark.start >= start), start)
    if first > start + LONGEST - BEFORE:
        start = text.find(" ", first - BEFORE, first) + 1 or first
    if span.end - start <= LONGEST:
        return Span(start, span.end)
    window = text[start : start + LONGEST]
    end = max(window.rfind("\n"), max(window.rfind(sign) + 1 for sign in (". ", "? ", "! ", "… ")))
    return Span(start, start + (end if end > first - start + LONGEST / 4 else window.rfind(" ") % LONGEST))


def _pieces(text: str, shown: Span, marks: list[Mark]) -> tuple[Piece, ...]:
    pieces, place = [], shown.start
    for start, end, _ in marks:
        if start >= place and end <= shown.end:
            pieces += [Piece(text[place:start]), Piece(text[start:end], marked=True)]
            place = end
    return tuple(piece for piece in (*pieces, Piece(text[place : shown.end])) if piece.text)


def _way_to(text: str, shown: Span) -> str:
    """
    To the words themselves, that a browser finds in the page: a paragraph has no name of its own.

    Where a browser does not know it, the page opens at its top.
    """
    line = text[shown.start : shown.end].partition("\n")[0]
    words = " ".join(line.split()[:WORDS_OF_A_WAY])
    return f"#:~:text={quote(words, safe='').replace('-', '%2D')}"
