"""The words of a query, read one notion after the other: expressions that the site knows, products, plain words. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from search.query import Alternative, Source, Term
from search.vocabulary import Entry, Product, Vocabulary
from search.words import is_french, key_of, keys_as_written, split
from text.french_words import root_of

UNFINISHED = 3
"""Letters from which the last word is looked for by its beginning; a shorter one only ranks what is being typed."""
DETERMINERS = frozenset({"un", "une", "la", "le", "les", "des", "cette", "ce", "ces", "chaque", "aucune", "aucun"})
OWNERS = frozenset({"au", "aux", "du", "mon", "ma", "notre", "nos", "votre", "vos"})
NO_APOSTROPHE = ("qu", "l", "d", "n", "s", "j", "m", "c", "t")
VOWELS = frozenset("aeiouyh")


@dataclass
class Reading:
    """Words being read, and what was found on the way. `rest`: what is neither an intent nor a stop word."""

    vocabulary: Vocabulary
    words: list[str]
    corrections: Mapping[str, str]
    unfinished: bool = False
    terms: list[Term] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)
    products: list[Product] = field(default_factory=list)
    asks: bool = False
    """Words ask for what replaces something, known or not."""
    intent: bool = False
    """They stand beside the name of a product."""
    rest: list[str] = field(default_factory=list)


def read(reading: Reading) -> None:
    intents = _intent_spans(reading)
    spans = _spans(reading, asks=bool(intents))
    reading.products = list(
        {entry.product.slug: entry.product for entry, _ in spans.values() if entry.product}.values()
    )
    reading.intent = bool(intents) and bool(reading.products)
    strong = reading.vocabulary.strong_intents
    reading.asks = any(
        key_of(reading.words[at : at + length]) in strong for at, length in intents.items() if at not in spans
    )
    reading.rest = _rest(reading, intents)
    position = 0
    while position < len(reading.words):
        entry, length = spans.get(position, (None, 1))
        if reading.intent and position in intents and not (entry and entry.product):
            reading.dropped.append(" ".join(reading.words[position : position + intents[position]]))
            position += intents[position]
        elif entry:
            reading.terms.append(_known(reading.words[position : position + length], entry))
            position += length
        else:
            _read_plain(reading, position)
            position += 1
    if not reading.terms and reading.dropped:
        reading.terms = [Term(word, (Alternative((word,)),)) for word in reading.dropped]
        reading.dropped = []


def with_apostrophes(words: list[str], vocabulary: Vocabulary) -> list[str]:
    """« lagenda », typed on a phone, is « l’agenda »: the word that French has, where the whole is no word."""
    return [_without_article(word, vocabulary) for word in words]


def _without_article(word: str, vocabulary: Vocabulary) -> str:
    article = next((one for one in NO_APOSTROPHE if word.startswith(one)), "")
    rest = word[len(article) :]
    if not article or len(rest) < UNFINISHED + 1 or rest[0] not in VOWELS or is_french(word):
        return word
    known = is_french(rest) or any(key in vocabulary.entries for key in keys_as_written([rest]))
    return rest if known and word not in vocabulary.known_words else word


def _spans(reading: Reading, asks: bool) -> dict[int, tuple[Entry, int]]:
    """Where the longest known expressions stand, one after the other."""
    found, position = {}, 0
    words, stops = reading.words, reading.vocabulary.stop_words
    alone = sum(1 for word in words if word not in stops) < 2
    while position < len(words):
        entry, length = _longest(words, position, reading.vocabulary)
        if entry and not entry.product and _is_cut(reading, position, length):
            entry, length = None, 1
        if entry and entry.product and length == 1 and not asks and not alone:
            entry = _common(words, position, entry)
        if entry:
            found[position] = (entry, length)
        position += length
    return found


def _is_cut(reading: Reading, position: int, length: int) -> bool:
    """« quitter Google » is an expression, and « quitter Google Agenda » names another product, that it would cut."""
    end = position + length
    for start in range(position + 1, end):
        entry, more = _longest(reading.words, start, reading.vocabulary)
        if entry and entry.product and start + more > end:
            return True
    return False


def _longest(words: list[str], position: int, vocabulary: Vocabulary) -> tuple[Entry | None, int]:
    """The longest known expression that begins at a word, and its length; 1 when none does."""
    for length in range(min(vocabulary.longest + 1, len(words) - position), 0, -1):
        span = words[position : position + length]
        if length == 1 and span[0] in vocabulary.stop_words:
            continue
        spaced, *joined = keys_as_written(span)
        keys = (spaced, key_of(span), *(() if vocabulary.stop_words & set(span) else joined))
        entry = next((vocabulary.entries[key] for key in keys if key in vocabulary.entries), None)
        if entry:
            return entry, length
    return None, 1


def _common(words: list[str], position: int, entry: Entry) -> Entry | None:
    """
    Of a product that bears a common word, after an article, what the word says beside.

    « la notion de temps » does not name Notion, nor « qui a accès au drive » Google Drive, but any shared space.
    """
    before = words[position - 1] if position else ""
    says_more = bool(entry.synonyms or entry.facets)
    if root_of(words[position]) and (before in DETERMINERS or (says_more and before in OWNERS)):
        return replace(entry, product=None) if says_more else None
    return entry


def _intent_spans(reading: Reading) -> dict[int, int]:
    """Where intent expressions stand, and their length."""
    words, spans, position = reading.words, {}, 0
    keys = reading.vocabulary.intent_keys
    longest = max(keys.values(), default=0)
    while position < len(words):
        lengths = range(min(longest, len(words) - position), 0, -1)
        length = next((one for one in lengths if keys.get(key_of(words[position : position + one])) == one), 0)
        if length:
            spans[position] = length
        position += length or 1
    return spans


def _rest(reading: Reading, intents: Mapping[int, int]) -> list[str]:
    taken = {place for start, length in intents.items() for place in range(start, start + length)}
    stops = reading.vocabulary.stop_words
    return [word for place, word in enumerate(reading.words) if place not in taken and word not in stops]


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


def _read_plain(reading: Reading, position: int) -> None:
    words = reading.words
    word, last = words[position], position == len(words) - 1
    optional = reading.unfinished and last and len(word) < UNFINISHED and len(words) > 1
    if word in reading.vocabulary.stop_words and not optional:
        reading.dropped.append(word)
        return
    corrected = word in reading.corrections.values()
    alternatives = [Alternative((word,), Source.CORRECTED if corrected else Source.TYPED)]
    around = (words[position : position + 2], words[max(position - 1, 0) : position + 1])
    alternatives += [Alternative(("".join(two),), Source.JOINED) for two in around if len(two) == 2]
    prefix = word if last and (len(word) >= UNFINISHED or optional) else ""
    reading.terms.append(Term(word, tuple(alternatives), prefix=prefix, optional=optional))
