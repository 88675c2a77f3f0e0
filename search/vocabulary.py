"""What the site knows of words, as one immutable value: editors' synonyms and products, ambiguous words, intents."""

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from search.words import form_of, key_of, keys_as_written, split, stem

SHORT = 3
"""Letters of a word that has no other form."""
INFINITIVES = ("er", "ir", "re")


@dataclass(frozen=True)
class Product:
    """A product that people name. `actions` and `tools` are keys of documents, in the order they are shown."""

    slug: str
    name: str
    names: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()
    tools: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        return f"product:{self.slug}"


@dataclass(frozen=True)
class Meaning:
    """One of the things that an ambiguous word may mean: what is shown, and what is then searched."""

    label: str
    query: str


@dataclass(frozen=True)
class Ambiguity:
    words: tuple[str, ...]
    meanings: tuple[Meaning, ...]


@dataclass(frozen=True)
class FacetWord:
    """An expression that says a value of a facet: « convaincre » says `type=argumentaire`."""

    expression: str
    facet: str
    value: str


@dataclass(frozen=True)
class Vocabulary:
    synonyms: tuple[tuple[str, ...], ...] = ()
    products: tuple[Product, ...] = ()
    ambiguities: tuple[Ambiguity, ...] = ()
    facet_words: tuple[FacetWord, ...] = ()
    intents: tuple[str, ...] = ()
    """Words that, beside the name of a product, ask for what replaces it."""
    asking: tuple[str, ...] = ()
    """Those of them that ask it beside any name."""
    stop_words: frozenset[str] = frozenset()
    actions: tuple[tuple[str, str], ...] = ()
    """Key and title of each action."""

    @cached_property
    def entries(self) -> "dict[str, Entry]":
        """All that is known of an expression, by its keys."""
        found: dict[str, Entry] = {}
        for group in self.synonyms:
            for expression in group:
                _add(found, expression, synonyms=tuple(other for other in group if other != expression))
        for product in self.products:
            for name in (product.name, *product.names):
                _add(found, name, named=True, product=product)
        for said in self.facet_words:
            _add(found, said.expression, facets=((said.facet, said.value),))
            for group in self.synonyms:
                if keys_of(said.expression) & {key for word in group for key in keys_of(word)}:
                    for word in group:
                        _add(found, word, facets=((said.facet, said.value),))
        return found

    @cached_property
    def longest(self) -> int:
        """The most words that an expression has, as bound of the search for expressions in a query."""
        return max((entry.length for entry in self.entries.values()), default=1)

    @cached_property
    def ambiguity_of(self) -> dict[str, Ambiguity]:
        return {key: one for one in self.ambiguities for word in one.words for key in keys_of(word)}

    @cached_property
    def intent_keys(self) -> dict[str, int]:
        """Intent expressions (« alternative à »), form by form, with their number of words."""
        return {key_of(split(one)): len(split(one)) for one in self.intents}

    @cached_property
    def strong_intents(self) -> frozenset[str]:
        """Those that ask for a replacement whatever stands beside, by key."""
        return frozenset(key_of(split(one)) for one in self.asking)

    @cached_property
    def known_words(self) -> frozenset[str]:
        """Every word of the vocabulary."""
        expressions = [word for group in self.synonyms for word in group]
        expressions += [name for product in self.products for name in (product.name, *product.names)]
        expressions += [said.expression for said in self.facet_words]
        return frozenset(word for one in expressions for word in split(one)) - self.stop_words

    @cached_property
    def spellings(self) -> list[tuple[str, int]]:
        """The words of the vocabulary, as candidates for the repair of typos."""
        return [(word, 1) for word in sorted(self.known_words)]

    @cached_property
    def names_of_products(self) -> list[tuple[str, int]]:
        """Their words, as candidates too."""
        names = {word for one in self.products for name in (one.name, *one.names) for word in split(name)}
        return [(word, 1) for word in sorted(names - self.stop_words)]

    @cached_property
    def action_stems(self) -> list[tuple[str, tuple[str, ...]]]:
        """The stems of the words that say something in the title of each action."""
        return [
            (key, tuple(stem(word) for word in words if word not in self.stop_words))
            for key, words in self.action_words
        ]

    @cached_property
    def title_beginnings(self) -> Counter[tuple[str, ...]]:
        """How many actions begin with the same stems."""
        return Counter(title[:end] for _, title in self.action_stems for end in range(1, len(title) + 1))

    @cached_property
    def actions_by_stem(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for key, words in self.action_words:
            for word in words:
                found.setdefault(stem(word), set()).add(key)
        return found

    @cached_property
    def action_words(self) -> list[tuple[str, list[str]]]:
        return [(key, split(title)) for key, title in self.actions]


def keys_of(expression: str, named: bool = False) -> set[str]:
    """
    By what an expression is known: its words in any form, and as it is written.

    A name, an acronym or a short word is known as it is written alone: « AG » is not « âgées », nor « Forms » « forme ».
    """
    words = split(expression)
    keys = set(keys_as_written(words)) if words else set()
    if named or not words:
        return keys
    if len(words) > 1:
        return {*keys, key_of(words)}
    if len(words[0]) <= SHORT or expression.isupper():
        return keys
    return {*keys, *_forms(words[0])}


def _forms(word: str) -> set[str]:
    """
    How a word is known in any form.

    One that is also a form of a verb is the noun, with its plural and its feminine: « tâche » is not « tacher », nor
    « employé » « employer ».
    """
    root = form_of(word)
    if root == word or not root.endswith(INFINITIVES):
        return {root}
    return {f"={word}{ending}" for ending in ("s", "e", "es")}


def _add(found: "dict[str, Entry]", expression: str, named: bool = False, **known: Any) -> None:
    for key in keys_of(expression, named):
        found[key] = found.get(key, Entry(len(split(expression)))).with_more(**known)


@dataclass(frozen=True)
class Entry:
    """What is known of one expression of `length` words."""

    length: int
    synonyms: tuple[str, ...] = ()
    product: Product | None = None
    facets: tuple[tuple[str, str], ...] = field(default=())

    def with_more(
        self,
        synonyms: tuple[str, ...] = (),
        product: Product | None = None,
        facets: tuple[tuple[str, str], ...] = (),
    ) -> "Entry":
        return Entry(
            self.length,
            tuple(dict.fromkeys((*self.synonyms, *synonyms))),
            self.product or product,
            tuple(dict.fromkeys((*self.facets, *facets))),
        )
