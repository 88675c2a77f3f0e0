"""Sentences, words and minutes of a plain text, as a reader counts them."""

import re
from math import floor

from text.french import fold

WORDS_PER_MINUTE = 200

# A full stop after these, or after an initial, ends no sentence.
_ABBREVIATIONS = frozenset(
    {
        "m",
        "mm",
        "mme",
        "mmes",
        "mlle",
        "dr",
        "me",
        "p",
        "pp",
        "ex",
        "cf",
        "art",
        "al",
        "av",
        "env",
        "n",
        "no",
        "vol",
        "chap",
        "fig",
        "ed",
        "st",
        "ste",
        "bd",
        "tel",
        "j",
    }
)
_SENTENCE_END = re.compile(r"(?<=[.?!…])[»\")’]*\s+(?=[«\"(—–\-]?\s*[^\W_a-zà-öø-ÿœ])|\n\s*\n")
_LAST_WORD = re.compile(r"([^\W\d_]+)\.$")


def split_sentences(text: str) -> list[str]:
    """The sentences of a plain text in order, without surrounding space; a blank line ends one too. Linear."""
    sentences: list[str] = []
    start = 0
    for end in _SENTENCE_END.finditer(text):
        piece = text[start : end.end()].strip()
        if piece and not ("\n\n" not in end[0] and _ends_with_abbreviation(piece)):
            sentences.append(piece)
            start = end.end()
    last = text[start:].strip()
    return [*sentences, last] if last else sentences


def _ends_with_abbreviation(piece: str) -> bool:
    last = _LAST_WORD.search(piece[-12:])
    if not last:
        return False
    word = last[1]
    return fold(word) in _ABBREVIATIONS or (len(word) == 1 and word.isupper())


def count_words(text: str) -> int:
    """How many words a reader counts: runs between spaces (also unbreakable ones) that hold a letter or a digit."""
    return sum(1 for run in text.split() if any(character.isalnum() for character in run))


def reading_minutes(text: str) -> int:
    """Minutes to read a plain text at 200 words a minute, rounded, at least 1."""
    return max(1, floor(count_words(text) / WORDS_PER_MINUTE + 0.5))
