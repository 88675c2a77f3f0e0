"""A text cut in passages that can answer: paragraphs, the short ones together, the long ones at their sentences. Pure."""

import re
from typing import NamedTuple

LEAST, MOST = 300, 900
"""Letters: short paragraphs are joined up to the least, long ones are cut under the most."""
_SENTENCE = re.compile(r"(?<=[.!?…»])\s+")


class Span(NamedTuple):
    start: int
    end: int


def spans_of(text: str) -> list[Span]:
    """Where the passages of a text stand. Its paragraphs are lines."""
    found: list[Span] = []
    start = place = 0
    for line in text.split("\n"):
        end = place + len(line)
        if end - start > MOST and place > start:
            found.append(Span(start, place - 1))
            start = place
        if end - start >= LEAST:
            found += _cut(text, start, end)
            start = end + 1
        place = end + 1
    if start < len(text):
        found.append(Span(start, len(text)))
    return [span for span in found if text[span.start : span.end].strip()]


def _cut(text: str, start: int, end: int) -> list[Span]:
    """One span, or several that end with sentences; a sentence without end is cut where it must be."""
    found: list[Span] = []
    while end - start > MOST:
        stops = [match.end() for match in _SENTENCE.finditer(text, start + LEAST, start + MOST)]
        stop = stops[-1] if stops else start + MOST
        found.append(Span(start, stop))
        start = stop
    return [*found, Span(start, end)]
