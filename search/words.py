"""Text to words: the spelling that a query and an index share. Pure, and linear in the length of the text."""

import re
from collections.abc import Iterable
from itertools import pairwise

from core.french import fold, stem

ELISION = re.compile(r"\b(?:l|d|n|s|j|m|c|t|qu|jusqu|lorsqu|puisqu|quoiqu)'(?=\w)")
WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
PART = re.compile(r"[^\W_]+")
HYPHEN = re.compile(r"[\u2010\u2011]")
GRAM = 4

__all__ = [
    "distance",
    "edits_allowed",
    "fold",
    "grams",
    "nearest",
    "pair",
    "pairs",
    "phrase_keys",
    "split",
    "stem",
    "tokens",
]


def tokens(text: str) -> list[str]:
    """The folded words in order, elisions cut, hyphens kept inside (`visio-conference`)."""
    return WORD.findall(HYPHEN.sub("-", ELISION.sub("", fold(text))))


def split(text: str) -> list[str]:
    """The folded words in order, hyphens cut."""
    return PART.findall(ELISION.sub("", fold(text)))


def phrase_keys(words: list[str]) -> tuple[str, str]:
    """How an expression is known: stem by stem, and written as one word (hyphen = space = nothing)."""
    return " ".join(map(stem, words)), stem("".join(words))


def pair(first: str, second: str) -> str:
    """Two folded words written as one, as the index knows them: plurals apart, equal to the stem of the compound."""
    return first.rstrip("sx") + stem(second)


def pairs(words: Iterable[str]) -> list[str]:
    """Each pair of neighbours: they rank « chef d'État », and find « visio conférence » written as one."""
    return [pair(first, second) for first, second in pairwise(words)]


def grams(words: Iterable[str]) -> list[str]:
    """The runs of four letters of folded words, their ends marked: what « fondateur » and « fondation » have in common."""
    marked = [f"_{word}_" for word in words]
    return [word[start : start + GRAM] for word in marked for start in range(max(1, len(word) - GRAM + 1))]


def distance(first: str, second: str, limit: int) -> int:
    """Edits between two words, a swap of neighbours counting one (optimal string alignment); `limit + 1` when more."""
    if abs(len(first) - len(second)) > limit:
        return limit + 1
    before: list[int] = []
    row = list(range(len(second) + 1))
    for i, a in enumerate(first, 1):
        above, row = row, [i]
        for j, b in enumerate(second, 1):
            cost = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (a != b))
            if i > 1 and j > 1 and a == second[j - 2] and first[i - 2] == b:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return limit + 1
        before = above
    return row[-1]


def edits_allowed(word: str) -> int:
    """How many letters may be wrong: none up to 3 letters, 1 from 4 to 7, 2 from 8."""
    if len(word) <= 3:
        return 0
    return 1 if len(word) < 8 else 2


def nearest(word: str, candidates: list[tuple[str, int]]) -> str | None:
    """The candidate (with its frequency) closest to a word, its first letter fixed; the more frequent of equals."""
    allowed = edits_allowed(word)
    if not allowed:
        return None
    letters = set(word)
    found = [
        (distance(word, candidate, allowed), -frequency, candidate)
        for candidate, frequency in candidates
        if candidate[:1] == word[:1]
        and abs(len(candidate) - len(word)) <= allowed
        # an edit adds a letter and takes one away at most: this puts most words aside before the slow comparison
        and len(letters.symmetric_difference(candidate)) <= 2 * allowed
        and candidate != word
    ]
    best = min(found, default=None)
    return best[2] if best and best[0] <= allowed else None
