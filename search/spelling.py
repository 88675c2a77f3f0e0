"""Which word was meant by one that nobody has: how close it is, on a French keyboard and by ear. Pure."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from rapidfuzz import process
from rapidfuzz.distance import OSA

from search.data import stop_words

MOST_CANDIDATES = 40
WRONG_LETTER, NEAR_LETTER, SWAPPED, MISSING, DOUBLED = 1.0, 0.6, 0.6, 0.7, 0.3
PLAUSIBLE_SHORT, PLAUSIBLE_LONG = 0.9, 1.6
ROWS = ("azertyuiop", "qsdfghjklm", "wxcvbn")
SOUNDS = ("ckq", "szc", "gj", "iy", "ao", "ea", "ei", "ou", "eo", "fv", "pb", "td", "mn")


def _neighbours() -> frozenset[tuple[str, str]]:
    """Letters that a finger or an ear takes for each other."""
    sides = [pair for row in ROWS for pair in pairwise(row)]
    above = [
        (row[place], lower[near])
        for row, lower in pairwise(ROWS)
        for place in range(len(row))
        for near in (place - 1, place)
        if 0 <= near < len(lower)
    ]
    heard = [(one, other) for letters in SOUNDS for one in letters for other in letters if one != other]
    return frozenset((*sides, *above, *((b, a) for a, b in (*sides, *above)), *heard))


NEIGHBOURS = _neighbours()


def edits_allowed(word: str) -> int:
    """How many letters may be wrong: none up to 3 letters, 1 from 4 to 7, 2 from 8."""
    if len(word) <= 3:
        return 0
    return 1 if len(word) < 8 else 2


def close_to(word: str, candidates: Sequence[tuple[str, int]]) -> list[tuple[str, int]]:
    """The candidates, each with its frequency, that differ from a word by the edits allowed."""
    allowed = edits_allowed(word)
    if not allowed:
        return []
    spellings = [candidate for candidate, _ in candidates]
    close = process.extract(word, spellings, scorer=OSA.distance, score_cutoff=allowed, limit=MOST_CANDIDATES)
    return [candidates[place] for _, edits, place in close if edits]


def nearest(word: str, candidates: Iterable[tuple[str, int]]) -> str | None:
    """
    The candidate that a slip turns most easily into this word, the most frequent of equals; nothing when none is likely.

    A wrong first letter is repaired when nothing else fits. A stop word is never meant.
    """
    limit = PLAUSIBLE_SHORT if edits_allowed(word) < 2 else PLAUSIBLE_LONG
    weighed = [
        (round(cost(word, candidate), 2), -frequency, candidate)
        for candidate, frequency in candidates
        if candidate not in stop_words()
    ]
    likely = [one for one in weighed if one[0] <= limit]
    same = [one for one in likely if one[2][0] == word[0]]
    found = same or likely
    return min(found, key=lambda one: (one[0] + _rarity(-one[1]), one))[2] if found else None


def _rarity(frequency: int) -> float:
    """A word of one document is meant less often than a word of ten."""
    return 0.3 / (1 + frequency)


def cost(typed: str, meant: str) -> float:
    """How unlikely a slip is: the letters that differ, each by what makes one take it for the other."""
    total = 0.0
    for edit, source, target in _edits(typed, meant):
        if edit == "replace":
            total += NEAR_LETTER if (typed[source], meant[target]) in NEIGHBOURS else WRONG_LETTER
        elif edit == "swap":
            total += SWAPPED
        elif edit == "insert":
            total += DOUBLED if meant[target] in meant[max(target - 1, 0) : target] else MISSING
        else:
            total += DOUBLED if typed[source] in typed[max(source - 1, 0) : source] else MISSING
    return total


def _edits(typed: str, meant: str) -> list[tuple[str, int, int]]:
    """The edits from one word to the other, two letters swapped counting as one."""
    found: list[tuple[str, int, int]] = []
    rows = _table(typed, meant)
    a, b = len(typed), len(meant)
    while a or b:
        here = rows[a][b]
        if a and b and typed[a - 1] == meant[b - 1] and here == rows[a - 1][b - 1]:
            a, b = a - 1, b - 1
        elif a > 1 and b > 1 and _swapped(typed, meant, a, b) and here == rows[a - 2][b - 2] + 1:
            a, b = a - 2, b - 2
            found.append(("swap", a, b))
        elif a and b and here == rows[a - 1][b - 1] + 1:
            a, b = a - 1, b - 1
            found.append(("replace", a, b))
        elif b and here == rows[a][b - 1] + 1:
            b -= 1
            found.append(("insert", a, b))
        else:
            a -= 1
            found.append(("delete", a, b))
    return found


def _swapped(typed: str, meant: str, a: int, b: int) -> bool:
    return typed[a - 1] == meant[b - 2] and typed[a - 2] == meant[b - 1]


def _table(typed: str, meant: str) -> list[list[int]]:
    rows = [list(range(len(meant) + 1))]
    for a in range(1, len(typed) + 1):
        row = [a]
        for b in range(1, len(meant) + 1):
            least = min(rows[a - 1][b] + 1, row[b - 1] + 1, rows[a - 1][b - 1] + (typed[a - 1] != meant[b - 1]))
            if a > 1 and b > 1 and _swapped(typed, meant, a, b):
                least = min(least, rows[a - 2][b - 2] + 1)
            row.append(least)
        rows.append(row)
    return rows
