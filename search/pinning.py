"""What comes first whatever its words: the products that a query names, the actions whose title it says. Pure."""

from collections.abc import Mapping

from search.query import Pin
from search.reading import Reading
from search.words import stem

MAX_NAMED = 40
INTENT_BOOST, PRODUCT_BOOST, TITLE_BOOST, ACTION_BOOST, NEXT = 100_000.0, 50_000.0, 20_000.0, 5_000.0, 1_000.0
"""Far above what words can score, and far enough from each other."""
MOST_OF_A_PRODUCT = 8


def pins_of(reading: Reading) -> tuple[Pin, ...]:
    """Documents of products, then actions that begin with the words, that the words begin or hold, or that they all say."""
    pins = _products(reading)
    words = reading.words
    for key, title in reading.vocabulary.action_words:
        if len("".join(words)) >= 4 and _begins(title, words):
            pins.setdefault(key, TITLE_BOOST * (1.5 if len(title) == len(words) else 1))
    for key, length in _contained(reading).items():
        pins.setdefault(key, TITLE_BOOST * length / 20)
    for key in _named_actions(reading):
        pins.setdefault(key, ACTION_BOOST)
    return tuple(Pin(key, boost) for key, boost in pins.items())


def _products(reading: Reading) -> dict[str, float]:
    """The landing, the actions and the tools of each product: the action first when its name stands alone."""
    alone = len(reading.terms) == 1 and not reading.intent
    boost = PRODUCT_BOOST if alone else INTENT_BOOST
    pins: dict[str, float] = {}
    for product in reading.products:
        first = (*product.actions, product.key) if alone else (product.key, *product.actions)
        kept = (*first, *(() if alone else product.tools))[:MOST_OF_A_PRODUCT]
        # Of several products, the landings first, then the first action of each, and so on.
        for place, key in enumerate(kept):
            pins.setdefault(key, boost - NEXT * place - NEXT / 1000 * len(pins))
    return pins


def _contained(reading: Reading) -> dict[str, int]:
    """
    The actions whose title the words hold, or its beginning up to what no other action begins with.

    « choisir une date de réunion » says « Choisir une date à plusieurs », wherever it stands. Gives how many words.
    """
    stops = reading.vocabulary.stop_words
    said = [stem(word) for word in reading.words if word not in stops]
    found: dict[str, int] = {}
    for key, title in reading.vocabulary.action_stems:
        for start in range(len(said)):
            length = _common(title, said[start:])
            if length > 1 and (length == len(title) or reading.vocabulary.title_beginnings[title[:length]] == 1):
                found[key] = max(length, found.get(key, 0))
    return found


def _common(title: tuple[str, ...], said: list[str]) -> int:
    length = 0
    while length < min(len(title), len(said)) and title[length] == said[length]:
        length += 1
    return length


def _named_actions(reading: Reading) -> list[str]:
    """Actions whose title has every notion of the query, in whatever words: they come before sheets."""
    stems: Mapping[str, set[str]] = reading.vocabulary.actions_by_stem
    stops = reading.vocabulary.stop_words
    named: set[str] | None = None
    for term in reading.terms:
        ways = [[stem(word) for word in one.words if word not in stops] for one in term.alternatives]
        having: set[str] = set()
        for way in filter(None, ways):
            having |= set.intersection(*(stems.get(one, set()) for one in way))
        named = having if named is None else named & having
    return sorted(named or ())[:MAX_NAMED]


def _begins(title: list[str], words: list[str]) -> bool:
    """Whether a title begins with the words, the last one perhaps unfinished, plurals and accents apart."""
    if not words or len(words) > len(title):
        return False
    *whole, last = words
    same = all(stem(a) == stem(b) for a, b in zip(title, whole, strict=False))
    return same and (title[len(whole)].startswith(last) or stem(title[len(whole)]) == stem(last))
