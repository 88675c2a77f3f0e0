"""French analysis that needs no engine: folding, elision, stems, infinitives, sentences, reading time. Pure and quick."""

import re
import threading
import unicodedata
from functools import cache, lru_cache
from math import floor
from pathlib import Path

import snowballstemmer

WORDS_PER_MINUTE = 200
VERBS = Path(__file__).parent / "data" / "verbs.txt"
# Nouns at the head of a title ("Souvenir de vacances"), verbs after "se" or "ne pas" ("Se souvenir"): not in the list.
VERBS_AFTER_A_PRONOUN = frozenset({"devoir", "pouvoir", "repentir", "souvenir", "tapir"})

_LETTERS = str.maketrans({"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "’": "'", "ʼ": "'", "‘": "'", "`": "'"})
_MARKS = re.compile(r"[\u0300-\u036f]")
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_ELISION = re.compile(r"^(?:(?:jusqu|lorsqu|puisqu|quoiqu|qu|[cdjlmnst])')+(?=.)")


def fold(text: str) -> str:
    """Lower case, without accents nor ligatures (œ becomes oe), in NFKC, with straight apostrophes."""
    if text.isascii():
        return text.lower()
    text = unicodedata.normalize("NFKC", text).lower().translate(_LETTERS)
    return _MARKS.sub("", unicodedata.normalize("NFD", text))


def cut_elision(word: str) -> str:
    """The folded word without its elided beginning: `l'asso` gives `asso`. "aujourd'hui" stays whole."""
    return _ELISION.sub("", word)


def words(text: str) -> list[str]:
    """The folded words of a text in order, elisions cut; a hyphen separates (the search joins again where it must)."""
    return [cut_elision(word) for word in _WORD.findall(fold(text))]


_of_thread = threading.local()


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """
    The stem of one word: Snowball's French stemmer on the folded word.

    Folding first makes "decidee" meet "décidée". What the stemmer leaves for want of the accent (a final e, the
    s of "élus") is cut, so that the forms meet.
    """
    folded = fold(word)
    if len(folded) < 4 or not folded.isalpha():
        return folded
    singular = folded.removesuffix("s") if not folded.endswith("ss") else folded
    # A Snowball stemmer keeps the word it works on: shared between threads it would mix two words.
    if not hasattr(_of_thread, "stemmer"):
        _of_thread.stemmer = snowballstemmer.stemmer("french")
    stemmed: str = _of_thread.stemmer.stemWord(singular)
    return stemmed.rstrip("e") or stemmed


@cache
def known_verbs() -> frozenset[str]:
    """Folded infinitives, from `text/data/verbs.txt`."""
    return frozenset(fold(VERBS.read_text(encoding="utf-8")).split())


_OPENING = re.compile(
    r"(?P<before>(?:ne |n')?(?:(?:pas|plus|jamais|rien|point) )?(?:se |s')?(?<=[ '])(?:(?:y|en|le|la|les) |l')?)?"
    r"(?P<verb>[a-z]+(?:-[a-z]+)*)(?![\w'])"
)
_PREFIX = re.compile(r"^(?:auto|co|re|pre|inter|entre|tele|de|des|video|eco)-")


def starts_with_infinitive(title: str) -> bool:
    """
    Whether a title begins with an infinitive that we know: "Se réunir", "Ne pas oublier", "S’en sortir".

    A list of verbs decides, not an ending: "Cahier des charges" and "Dîner de quartier" do not.
    """
    opening = _OPENING.match(" ".join(fold(title).split()).lstrip("# «\"'"))
    if not opening:
        return False
    word = opening["verb"]
    return (
        word in known_verbs()
        or _PREFIX.sub("", word) in known_verbs()
        or (bool(opening["before"]) and word in VERBS_AFTER_A_PRONOUN)
    )


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
