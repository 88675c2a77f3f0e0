"""Text to words: the spelling that a query and an index share. Pure, and linear in the length of the text."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from rapidfuzz import process
from rapidfuzz.distance import OSA

from text.french import fold, stem

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


def distance(first: str, second: str) -> int:
    """Edits between two words, a swap of neighbours counting one (optimal string alignment)."""
    return OSA.distance(first, second)


def edits_allowed(word: str) -> int:
    """How many letters may be wrong: none up to 3 letters, 1 from 4 to 7, 2 from 8."""
    if len(word) <= 3:
        return 0
    return 1 if len(word) < 8 else 2


def nearest(word: str, candidates: Sequence[tuple[str, int]]) -> str | None:
    """The candidate (with its frequency) closest to a word, its first letter fixed; the more frequent of equals."""
    allowed = edits_allowed(word)
    if not allowed:
        return None
    spellings = [candidate for candidate, _ in candidates]
    close = process.extract(word, spellings, scorer=OSA.distance, score_cutoff=allowed, limit=None)
    found = [
        (edits, -candidates[place][1], candidate)
        for candidate, edits, place in close
        if edits and candidate[0] == word[0]
    ]
    return min(found)[2] if found else None
