"""From what was typed to a `SearchQuery`: French spelling, synonyms, products, intents, ambiguous words. Pure."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from search.query import Alternative, Pin, Source, Term
from search.vocabulary import Ambiguity, Entry, Product, Vocabulary
from search.words import fold, phrase_keys, split, stem, tokens

MAX_LENGTH = 200
MAX_WORDS = 16
MAX_NAMED = 40
QUESTION_WORDS = 8
INTERROGATIVES = {
    *("qui", "que", "qu", "quoi", "quel", "quelle", "quels", "quelles", "lequel", "laquelle"),
    *("combien", "comment", "pourquoi", "quand"),
}
NAME = re.compile(r"\b(?:[A-ZÀ-ÖØ-ÞŒ][^\W_]*|\d+)")
INTENT_BOOST, PRODUCT_BOOST, TITLE_BOOST, ACTION_BOOST, NEXT = 100_000.0, 50_000.0, 20_000.0, 5_000.0, 1_000.0
"""Far above what words can score, and far enough from each other."""


@dataclass(frozen=True)
class Understanding:
    """How a text was understood; `shortened` says that only its beginning was read."""

    text: str
    terms: tuple[Term, ...] = ()
    pins: tuple[Pin, ...] = ()
    product: Product | None = None
    intent: bool = False
    ambiguity: Ambiguity | None = None
    corrections: Mapping[str, str] = field(default_factory=dict)
    dropped: tuple[str, ...] = ()
    shortened: bool = False
    question: bool = False

    @property
    def spelled(self) -> tuple[str, ...]:
        """Plain words, that nothing in the vocabulary explains: their spelling may be wrong."""
        return tuple(
            term.alternatives[0].words[0]
            for term in self.terms
            if not term.facets
            and len(term.alternatives[0].words) == 1
            and all(one.source in (Source.TYPED, Source.JOINED) for one in term.alternatives)
        )


@dataclass
class _Reading:
    """Words being read, and what was found on the way."""

    vocabulary: Vocabulary
    words: list[str]
    corrections: Mapping[str, str]
    terms: list[Term] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)
    product: Product | None = None
    intent: bool = False


def clean(text: str) -> str:
    """The text without control and direction marks, on one line, as it is shown again in the box."""
    visible = "".join(letter for letter in text[: MAX_LENGTH * 4] if unicodedata.category(letter) not in {"Cf", "Cs"})
    return " ".join("".join(letter if letter.isprintable() else " " for letter in visible).split())


def understand(text: str, vocabulary: Vocabulary, corrections: Mapping[str, str] | None = None) -> Understanding:
    """
    Reads at most 200 characters and 16 words of any text; raises nothing.

    `corrections` gives the words that the index proposed instead of unknown ones.
    """
    corrections = corrections or {}
    whole = clean(text)
    short = whole[:MAX_LENGTH]
    words = _without_glue(short, vocabulary)
    shortened = len(text) > MAX_LENGTH * 4 or len(whole) > MAX_LENGTH or len(words) > MAX_WORDS
    reading = _Reading(vocabulary, [corrections.get(word, word) for word in words[:MAX_WORDS]], corrections)
    _read(reading)
    question = _is_question(short, words)
    return Understanding(
        text=short,
        terms=_with_names(reading.terms, short) if question else tuple(reading.terms),
        pins=_pins(reading),
        product=reading.product,
        intent=reading.intent,
        ambiguity=_ambiguity(reading),
        corrections={word: corrections[word] for word in words[:MAX_WORDS] if word in corrections},
        dropped=tuple(reading.dropped),
        shortened=shortened,
        question=question,
    )


def _is_question(text: str, words: list[str]) -> bool:
    asks = "?" in text or "où" in text.lower() or not INTERROGATIVES.isdisjoint(words)
    return asks or len(words) >= QUESTION_WORDS


def _with_names(terms: list[Term], text: str) -> tuple[Term, ...]:
    """Names (a capital after the first word) and numbers say the most of what a question is about."""
    names = {fold(word) for word in NAME.findall(text.partition(" ")[2])}
    return tuple(replace(term, is_name=term.typed in names) for term in terms)


def _without_glue(text: str, vocabulary: Vocabulary) -> list[str]:
    """The words; `#choisirunedate` becomes three words only where an action begins so."""
    words: list[str] = []
    for token in tokens(text):
        if "#" in text:
            words += _unglued(token, vocabulary) or [token]
        else:
            words.append(token)
    return words


def _unglued(token: str, vocabulary: Vocabulary) -> list[str]:
    glued = token.replace("-", "")
    for _, title in vocabulary.action_words:
        for count in range(2, len(title) + 1):
            if "".join(title[:count]) == glued:
                return title[:count]
    return []


def _read(reading: _Reading) -> None:
    intents = _intent_spans(reading)
    parts, position = _parts(reading.words), 0
    while position < len(parts):
        entry, length = _longest(parts, position, reading.vocabulary)
        if position in intents and reading.intent:
            reading.dropped.append(" ".join(parts[position : position + intents[position]]))
            position += intents[position]
        elif entry:
            reading.product = reading.product or entry.product
            reading.terms.append(_known(parts[position : position + length], entry))
            position += length
        else:
            _read_plain(reading, parts, position)
            position += 1
    if not reading.terms and reading.dropped:
        reading.terms = [Term(word, (Alternative((word,)),)) for word in reading.dropped]
        reading.dropped = []


def _parts(words: list[str]) -> list[str]:
    return [part for word in words for part in word.split("-")]


def _intent_spans(reading: _Reading) -> dict[int, int]:
    """Where intent expressions stand; they count only beside the name of a product."""
    parts, spans = _parts(reading.words), {}
    keys = reading.vocabulary.intent_keys
    longest = max(keys.values(), default=0)
    for position in range(len(parts)):
        for length in range(min(longest, len(parts) - position), 0, -1):
            if keys.get(" ".join(map(stem, parts[position : position + length]))) == length:
                spans[position] = length
                break
    reading.intent = bool(spans) and _names_a_product(parts, reading.vocabulary)
    return spans


def _names_a_product(parts: list[str], vocabulary: Vocabulary) -> bool:
    entries = (_longest(parts, position, vocabulary)[0] for position in range(len(parts)))
    return any(entry and entry.product for entry in entries)


def _longest(parts: list[str], position: int, vocabulary: Vocabulary) -> tuple[Entry | None, int]:
    """The longest known expression that begins at a word."""
    for length in range(min(vocabulary.longest + 1, len(parts) - position), 0, -1):
        span = parts[position : position + length]
        stems, glued = phrase_keys(span)
        keys = (stems,) if vocabulary.stop_words & set(span) else (stems, glued)
        entry = next((vocabulary.entries[key] for key in keys if key in vocabulary.entries), None)
        if entry and not (length == 1 and span[0] in vocabulary.stop_words):
            return entry, length
    return None, 1


def _known(words: list[str], entry: Entry) -> Term:
    alternatives = [Alternative(tuple(words))]
    if len(words) > 1:
        alternatives.append(Alternative(("".join(words),), Source.JOINED))
    alternatives += [Alternative(tuple(split(other)), Source.SYNONYM) for other in entry.synonyms]
    if entry.product:
        names = (entry.product.name, *entry.product.names)
        alternatives += [Alternative(tuple(split(name)), Source.PRODUCT) for name in names]
    unique = {one.words: one for one in reversed(alternatives) if one.words}
    return Term(" ".join(words), tuple(reversed(unique.values())), entry.facets)


def _read_plain(reading: _Reading, parts: list[str], position: int) -> None:
    word = parts[position]
    if word in reading.vocabulary.stop_words:
        reading.dropped.append(word)
        return
    corrected = word in reading.corrections.values()
    alternatives = [Alternative((word,), Source.CORRECTED if corrected else Source.TYPED)]
    around = (parts[position : position + 2], parts[max(position - 1, 0) : position + 1])
    alternatives += [Alternative(("".join(two),), Source.JOINED) for two in around if len(two) == 2]
    last = position == len(parts) - 1
    reading.terms.append(Term(word, tuple(alternatives), prefix=word if last and len(word) >= 3 else ""))


def _pins(reading: _Reading) -> tuple[Pin, ...]:
    """Documents that come first: those of a product, the actions whose title begins with the words or says them all."""
    pins: dict[str, float] = {}
    product = reading.product
    if product and (reading.intent or len(reading.terms) == 1):
        order = (product.key, *product.actions, *product.tools) if reading.intent else (*product.actions, product.key)
        boost = INTENT_BOOST if reading.intent else PRODUCT_BOOST
        pins.update({key: boost - NEXT * place for place, key in enumerate(order)})
    parts = _parts(reading.words)
    for key, words in reading.vocabulary.action_words:
        if len("".join(parts)) >= 4 and _begins(words, parts):
            pins.setdefault(key, TITLE_BOOST * (1.5 if len(words) == len(parts) else 1))
    for key in _named_actions(reading):
        pins.setdefault(key, ACTION_BOOST)
    return tuple(Pin(key, boost) for key, boost in pins.items())


def _named_actions(reading: _Reading) -> list[str]:
    """Actions whose title has every notion of the query, in whatever words: they come before sheets."""
    stems = reading.vocabulary.actions_by_stem
    stops = reading.vocabulary.stop_words
    named: set[str] | None = None
    for term in reading.terms:
        ways = [[stem(word) for word in one.words if word not in stops] for one in term.alternatives]
        having: set[str] = set()
        for way in filter(None, ways):
            having |= set.intersection(*(stems.get(one, set()) for one in way))
        named = having if named is None else named & having
    return sorted(named or ())[:MAX_NAMED]


def _begins(title: list[str], parts: list[str]) -> bool:
    """Whether a title begins with the words, the last one perhaps unfinished, plurals and accents apart."""
    if not parts or len(parts) > len(title):
        return False
    *whole, last = parts
    same = all(stem(a) == stem(b) for a, b in zip(title, whole, strict=False))
    return same and (title[len(whole)].startswith(last) or stem(title[len(whole)]) == stem(last))


def _ambiguity(reading: _Reading) -> Ambiguity | None:
    """Only a word alone asks: « chat de groupe » is clear."""
    parts = [part for part in _parts(reading.words) if part not in reading.vocabulary.stop_words]
    if not parts or reading.intent:
        return None
    stems, glued = phrase_keys(parts)
    return reading.vocabulary.ambiguity_of.get(stems) or reading.vocabulary.ambiguity_of.get(glued)
