"""French analysis that needs no engine: folding, elision, stems, infinitives. Pure and quick."""

import re
import threading
import unicodedata
from functools import cache, lru_cache
from pathlib import Path

import snowballstemmer

from text.french_words import is_french, root_of

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
# « passer » is not « mot de passe »: forms that are above all a thing, and have nothing to do with the verb.
_THINGS = {"passe": "passe", "passes": "passe"}
_SPELLINGS = {"clef": "cle", "clefs": "cle", "cles": "cle", "yeux": "oeil"}


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """
    What the forms of a word have in common, and words of its family: Snowball's stem of the word they are forms of.

    Folding first makes "decidee" meet "décidée". A name or a word that French has not is no form of another: its stem
    begins with `_`, so that "Forms" is not "forme", nor "France" "français".
    """
    folded = fold(word)
    if folded in _THINGS:
        return f"_{_THINGS[folded]}"
    root = _root(folded) if len(folded) > 1 else None
    if root is not None:
        return _SPELLINGS.get(root) or _cut(root)
    if len(folded) < 4 or not folded.isalpha():
        return folded
    return f"_{folded}" if is_french(folded) else f"_{_cut(_singular(folded))}"


@lru_cache(maxsize=50_000)
def form_of(word: str) -> str:
    """The folded word of which this is a form; the word itself when French has it not, without the s of a plural."""
    folded = fold(word)
    if folded in _THINGS:
        return _THINGS[folded]
    root = _root(folded) if len(folded) > 1 else folded
    found = root if root is not None else _singular(folded)
    return _SPELLINGS.get(found, found)


def _root(folded: str) -> str | None:
    """The word of which this is a form; « plusieur » wants its s."""
    root = root_of(folded)
    return root_of(f"{folded}s") if root is None and len(folded) > 3 and not is_french(folded) else root


def _singular(folded: str) -> str:
    """Without the s of a plural; that of « dégooglisons » is none."""
    return folded[:-1] if len(folded) > 4 and folded.endswith("s") and not folded.endswith(("ss", "ons")) else folded


def _cut(folded: str) -> str:
    """Its stem, without what Snowball leaves for want of an accent; the word itself where too little is left of it."""
    # A Snowball stemmer keeps the word it works on: shared between threads it would mix two words.
    if not hasattr(_of_thread, "stemmer"):
        _of_thread.stemmer = snowballstemmer.stemmer("french")
    stemmed: str = _of_thread.stemmer.stemWord(folded)
    shorter = stemmed.rstrip("e") or stemmed
    return shorter if len(shorter) >= max(4, len(folded) / 2) else folded


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
