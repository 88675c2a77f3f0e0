"""
Where code stands in a Markdown text, lists and quotations included: the typography leaves it alone.

The parser says which lines are fenced and which hold running text; there, spans are found as CommonMark finds them.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator

from text.markdown_dialect import block_parser

Place = tuple[int, int]

_RUN = re.compile(r"`+")
_STOP = re.compile(r"\\.|`+|<[^<>\s]*>", re.DOTALL)


def code_places(text: str) -> list[Place]:
    """The fenced blocks of a text (whole lines, fences included) and its code spans, in order, none in another."""
    if "`" not in text and "~~~" not in text:
        return []
    starts = [0, *(found.end() for found in re.finditer("\n", text)), len(text) + 1]
    places: list[Place] = []
    seen = 0
    for token in block_parser().parse(text):
        if token.type not in {"fence", "inline"} or not token.map or token.map[1] <= seen:
            continue
        # the cells of a row stand on one line
        first, seen = max(seen, token.map[0]), token.map[1]
        start, end = starts[first], min(starts[seen], len(text) + 1) - 1
        places += [(start, end)] if token.type == "fence" else _spans(text, start, end)
    return places


def _spans(text: str, start: int, end: int) -> Iterator[Place]:
    runs: dict[int, list[int]] = {}
    for run in _RUN.finditer(text, start, end):
        runs.setdefault(run.end() - run.start(), []).append(run.start())
    while stop := _STOP.search(text, start, end):
        start = stop.end()
        if stop[0][0] != "`":
            continue
        closings = runs.get(len(stop[0]), [])
        place = bisect_left(closings, start)
        if place < len(closings):
            start = closings[place] + len(stop[0])
            yield stop.start(), start
