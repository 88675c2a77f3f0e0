"""The words of French: which there are, and of which word each is a form. Made by `scripts/make_french_words.py`."""

import gzip
from bisect import bisect_right
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "data" / "words.gz"
PART = 2048


@cache
def _parts() -> tuple[bytes, list[bytes], list[int]]:
    """
    Every folded form on a line, sorted, with what makes its root: how many letters to cut, what to add; `=` for a name.
    Then the first form of each part of the file, and where the part begins.

    Kept as it is, 6 MB: a `dict` of these words would take many times as much in each process.
    """
    lines = gzip.decompress(FILE.read_bytes())
    starts = [0]
    while (start := lines.find(b"\n", starts[-1] + PART)) >= 0 and start + 1 < len(lines):
        starts.append(start)
    firsts = [lines[start + 1 : lines.find(b"\n", start + 1)].partition(b" ")[0] for start in starts]
    return lines, firsts, [*starts, len(lines)]


def is_french(folded: str) -> bool:
    """Whether French has this form, written without its accents; names of persons and places are counted."""
    return _said_of(folded) is not None


def root_of(folded: str) -> str | None:
    """The word of which this is a form: the infinitive, the masculine singular. Nothing for a name or an unknown word."""
    said = _said_of(folded)
    if said is None or said == "=":
        return None
    return folded[: len(folded) - int(said[0])] + said[1:] if said else folded


def _said_of(folded: str) -> str | None:
    """What the file says of a form; nothing when it has not that form."""
    if not folded.isascii() or not folded.isalpha():
        return None
    lines, firsts, starts = _parts()
    wanted = folded.encode()
    part = bisect_right(firsts, wanted) - 1
    if part < 0:
        return None
    start, end = starts[part], starts[part + 1] + 1
    for ending in (b"\n", b" "):
        found = lines.find(b"\n" + wanted + ending, start, end)
        if found >= 0:
            after = found + len(wanted) + 2
            return lines[after : lines.index(b"\n", after)].decode() if ending == b" " else ""
    return None
