"""From what was typed to a `SearchQuery`: French spelling, synonyms, products, intents, ambiguous words. Pure."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from search.pinning import pins_of
from search.query import Alternative, Pin, Source, Term
from search.reading import Reading, read, with_apostrophes
from search.vocabulary import Ambiguity, Product, Vocabulary
from search.words import fold, is_french, key_of, keys_as_written, split

MAX_LENGTH = 200
MAX_WORDS = 16
QUESTION_WORDS = 8
INTERROGATIVES = {
    *("qui", "que", "qu", "quoi", "quel", "quelle", "quels", "quelles", "lequel", "laquelle"),
    *("combien", "comment", "pourquoi", "quand"),
}
NAME = re.compile(r"\b(?:[A-ZÀ-ÖØ-ÞŒ][^\W_]*|\d+)")
QUOTED = re.compile(r"[\"«“]([^\"«»“”]{2,100})[\"»”]")
EXCLUDED = re.compile(r"(?<!\S)-([^\W_][^\s\"«»“”]{0,60})")


@dataclass(frozen=True)
class Understanding:
    """
    How a text was understood.

    `shortened`: only its beginning was read. `required`, `excluded`: what quotes and « -word » ask. `rest`: its words
    without those that ask for a replacement. `asks`: it asks what replaces something, known or not.
    """

    text: str
    terms: tuple[Term, ...] = ()
    pins: tuple[Pin, ...] = ()
    products: tuple[Product, ...] = ()
    intent: bool = False
    asks: bool = False
    ambiguity: Ambiguity | None = None
    corrections: Mapping[str, str] = field(default_factory=dict)
    dropped: tuple[str, ...] = ()
    rest: tuple[str, ...] = ()
    required: tuple[Alternative, ...] = ()
    excluded: tuple[Alternative, ...] = ()
    shortened: bool = False
    question: bool = False

    @property
    def product(self) -> Product | None:
        return self.products[0] if self.products else None

    @property
    def meant(self) -> str:
        """The text, with the words that were meant."""
        if not self.corrections:
            return self.text
        return " ".join(self.corrections.get(word, word) for word in split(self.text))

    @property
    def is_need(self) -> bool:
        """A question, or a need of several words: a paragraph can answer it, and its meaning counts."""
        return self.question or len(self.terms) > 1

    @property
    def plain(self) -> tuple[str, ...]:
        """Plain words, that nothing in the vocabulary explains."""
        return tuple(
            term.alternatives[0].words[0]
            for term in self.terms
            if not term.facets
            and len(term.alternatives[0].words) == 1
            and all(one.source in (Source.TYPED, Source.JOINED) for one in term.alternatives)
        )

    @property
    def spelled(self) -> tuple[str, ...]:
        """Plain words whose spelling may be wrong: a word that French has never is."""
        return tuple(word for word in self.plain if not is_french(word))


def clean(text: str) -> str:
    """The text without control and direction marks, on one line, as it is shown again in the box."""
    visible = "".join(letter for letter in text[: MAX_LENGTH * 4] if unicodedata.category(letter) not in {"Cf", "Cs"})
    return " ".join("".join(letter if letter.isprintable() else " " for letter in visible).split())


def understand(
    text: str, vocabulary: Vocabulary, corrections: Mapping[str, str] | None = None, unfinished: bool = False
) -> Understanding:
    """
    Reads at most 200 characters and 16 words of any text; raises nothing.

    `corrections` gives the words that are meant instead of unknown ones; `unfinished` says that it is being typed.
    """
    corrections = corrections or {}
    whole = clean(text)
    short = whole[:MAX_LENGTH]
    kept, excluded = _without_excluded(short)
    words = with_apostrophes(_without_glue(kept, vocabulary), vocabulary)
    shortened = len(text) > MAX_LENGTH * 4 or len(whole) > MAX_LENGTH or len(words) > MAX_WORDS
    read_words = [corrections.get(word, word) for word in words[:MAX_WORDS]]
    reading = Reading(vocabulary, read_words, corrections, unfinished)
    read(reading)
    question = _is_question(short, words)
    return Understanding(
        text=short,
        terms=_with_names(reading.terms, short) if question else tuple(reading.terms),
        pins=pins_of(reading),
        products=tuple(reading.products),
        intent=reading.intent,
        asks=reading.asks,
        ambiguity=_ambiguity(reading),
        corrections={word: corrections[word] for word in words[:MAX_WORDS] if word in corrections},
        dropped=tuple(reading.dropped),
        rest=tuple(reading.rest),
        required=tuple(Alternative(tuple(found)) for one in QUOTED.findall(kept) if (found := split(one))),
        excluded=excluded,
        shortened=shortened,
        question=question,
    )


def _without_excluded(text: str) -> tuple[str, tuple[Alternative, ...]]:
    """The text without its « -words », and those; nothing is left out of a text that has no other word."""
    excluded = tuple(Alternative(tuple(found)) for one in EXCLUDED.findall(text) if (found := split(one)))
    kept = EXCLUDED.sub(" ", text) if excluded else text
    return (kept, excluded) if excluded and split(kept) else (text, ())


def _is_question(text: str, words: list[str]) -> bool:
    asks = "?" in text or "où" in text.lower() or not INTERROGATIVES.isdisjoint(words)
    return asks or len(words) >= QUESTION_WORDS


def _with_names(terms: list[Term], text: str) -> tuple[Term, ...]:
    """Names (a capital after the first word) and numbers say the most of what a question is about."""
    names = {fold(word) for word in NAME.findall(text.partition(" ")[2])}
    return tuple(replace(term, is_name=term.typed in names) for term in terms)


def _without_glue(text: str, vocabulary: Vocabulary) -> list[str]:
    """The words; `#choisirunedate` becomes three words only where an action begins so."""
    words = split(text)
    if "#" not in text:
        return words
    return [part for word in words for part in _unglued(word, vocabulary) or [word]]


def _unglued(word: str, vocabulary: Vocabulary) -> list[str]:
    for _, title in vocabulary.action_words:
        for count in range(2, len(title) + 1):
            if "".join(title[:count]) == word:
                return title[:count]
    return []


def _ambiguity(reading: Reading) -> Ambiguity | None:
    """Only a word alone asks, or beside what asks for a replacement: « chat de groupe » is clear."""
    if not reading.rest or reading.products:
        return None
    keys = (*keys_as_written(reading.rest), key_of(reading.rest))
    return next((reading.vocabulary.ambiguity_of[key] for key in keys if key in reading.vocabulary.ambiguity_of), None)
