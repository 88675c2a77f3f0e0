"""Text to words: the one analysis that a query and both engines share. Pure, and linear in the length of the text."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from text.french import fold, form_of, stem
from text.french_words import is_french

_APOSTROPHE = "'’ʼ‘`"
# What follows a word in inclusive writing: « salarié·e·s », « adhérent.es », « membre(s) », « directeur-rice-s ».
_ENDING = (
    r"(?:e|s|x|es|ne|nes|le|les|te|tes|ve|ves|fe|fes|se|ses|sse|sses|[eè]re|[eè]res|[iî][eè]re|[iî][eè]res"
    r"|ice|ices|rice|rices|trice|trices|euse|euses|eur|eurs|teur|teurs|esse|esses)"
)
_WORD = re.compile(
    r"(?P<signs>(?<![\w.])(?:[^\W\d_]\.){2,}[^\W\d_]?(?!\w))"
    rf"|\b(?:l|d|n|s|j|m|c|t|qu|jusqu|lorsqu|puisqu|quoiqu)[{_APOSTROPHE}](?=\w)"
    rf"|(?P<word>[^\W_]+)(?P<endings>(?:[·⋅•‧∙․./(-]{{1,3}}{_ENDING}\)?s?)+(?!\w))?",
    re.IGNORECASE,
)
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_HYPHENS = frozenset("-\u2010\u2011")
GRAM = 4
LONGEST = 60
"""Letters of a word that are read."""

__all__ = [
    "Word",
    "analyse",
    "fold",
    "form_of",
    "grams",
    "is_french",
    "key_of",
    "keys_as_written",
    "normal",
    "pair",
    "pairs",
    "pairs_of_compounds",
    "split",
    "stem",
    "ways_to_pair",
]


class Word(NamedTuple):
    """A folded word, where it stands in the text, and whether a hyphen alone stands between it and the next one."""

    folded: str
    start: int
    end: int


def normal(text: str) -> str:
    """The text as it is analysed and kept: accents in one piece with their letter, nothing that is not seen."""
    return unicodedata.normalize("NFC", text).translate(_UNSEEN)


def analyse(text: str) -> list[Word]:
    """
    The folded words of a normal text in order: elisions, hyphens and inclusive endings cut, « R.G.P.D. » in one piece.

    « ça » is left out: folded, it would be the « CA » that somebody looks for.
    """
    found = []
    for match in _WORD.finditer(text):
        if word := match["word"]:
            folded = _folded(word)
            if endings := match["endings"]:
                folded = _without_endings(folded, endings)
            if folded != "ca" or word[0] in "cC":
                found.append(Word(folded, match.start(), match.end()))
        elif signs := match["signs"]:
            found.append(Word(_folded(signs.replace(".", "")), match.start(), match.end()))
    return found


def split(text: str) -> list[str]:
    """The folded words in order."""
    return [word.folded for word in analyse(normal(text))]


@lru_cache(maxsize=50_000)
def _folded(word: str) -> str:
    return fold(word)[:LONGEST]


def _without_endings(word: str, endings: str) -> str:
    """« act·eur·rice·s » needs its first ending to be a word; « tou·te·s » is « tous »."""
    if word == "tou":
        return "tous"
    first = re.split(r"[^\w]+", fold(endings))[1]
    return word + first if not is_french(word) and is_french(word + first) else word


def key_of(words: Iterable[str]) -> str:
    """How an expression is known: form by form, its plurals and feminines apart."""
    return " ".join(map(form_of, words))


def keys_as_written(words: Sequence[str]) -> tuple[str, ...]:
    """How a name or an acronym is known: letter by letter, as words and as one word."""
    return tuple(dict.fromkeys((f"={' '.join(words)}", f"={''.join(words)}")))


def pair(first: str, second: str) -> str:
    """Two folded words written as one, as the index knows them: plurals apart."""
    return first.rstrip("sx") + form_of(second)


def pairs(words: Iterable[str]) -> list[str]:
    """Each pair of neighbours: they rank « chef d'État », and find « visio conférence » written as one."""
    return [pair(first, second) for first, second in pairwise(words)]


def pairs_of_compounds(text: str, words: list[Word], left_out: frozenset[str]) -> list[str]:
    """The pairs that a hyphen joins, when one of them is left out of the others: « rendez-vous »."""
    return [
        pair(first.folded, second.folded)
        for first, second in pairwise(words)
        if second.start - first.end == 1
        and text[first.end] in _HYPHENS
        and (first.folded in left_out or second.folded in left_out)
    ]


def ways_to_pair(word: str) -> tuple[str, ...]:
    """What the index may have of the two words of which this is the whole."""
    return tuple(dict.fromkeys((word, form_of(word))))


@lru_cache(maxsize=50_000)
def grams_of(word: str) -> str:
    """The runs of four letters of a folded word, its ends marked, between spaces."""
    marked = f"_{word}_"
    return " ".join(marked[start : start + GRAM] for start in range(max(1, len(marked) - GRAM + 1)))


def grams(words: Iterable[str]) -> list[str]:
    """What « fondateur » and « fondation » have in common: the runs of four letters of folded words."""
    return " ".join(map(grams_of, words)).split()
