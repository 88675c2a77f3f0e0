"""What the site knows of words, as one immutable value: editors' synonyms and products, ambiguous words, intents."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from search.words import phrase_keys, split, stem


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
    stop_words: frozenset[str] = frozenset()
    actions: tuple[tuple[str, str], ...] = ()
    """Key and title of each action."""

    @cached_property
    def entries(self) -> "dict[str, Entry]":
        """All that is known of an expression, by its two keys."""
        found: dict[str, Entry] = {}
        for group in self.synonyms:
            for expression in group:
                self._add(found, expression, synonyms=tuple(other for other in group if other != expression))
        for product in self.products:
            for name in (product.name, *product.names):
                self._add(found, name, product=product)
        for said in self.facet_words:
            self._add(found, said.expression, facets=((said.facet, said.value),))
            for group in self.synonyms:
                if set(phrase_keys(split(said.expression))) & {
                    key for word in group for key in phrase_keys(split(word))
                }:
                    for word in group:
                        self._add(found, word, facets=((said.facet, said.value),))
        return found

    @staticmethod
    def _add(found: "dict[str, Entry]", expression: str, **known: Any) -> None:
        words = split(expression)
        for key in set(phrase_keys(words)) if words else ():
            found[key] = found.get(key, Entry(len(words))).with_more(**known)

    @cached_property
    def longest(self) -> int:
        """The most words that an expression has, as bound of the search for expressions in a query."""
        return max((entry.length for entry in self.entries.values()), default=1)

    @cached_property
    def ambiguity_of(self) -> dict[str, Ambiguity]:
        return {key: one for one in self.ambiguities for word in one.words for key in phrase_keys(split(word))}

    @cached_property
    def intent_keys(self) -> dict[str, int]:
        """Intent expressions (« alternative à »), stem by stem, with their number of words."""
        return {phrase_keys(split(one))[0]: len(split(one)) for one in self.intents}

    @cached_property
    def spellings(self) -> list[tuple[str, int]]:
        """Every word of the vocabulary, as candidates for the repair of typos."""
        expressions = [word for group in self.synonyms for word in group]
        expressions += [name for product in self.products for name in (product.name, *product.names)]
        expressions += [said.expression for said in self.facet_words]
        return [(word, 1) for word in {word for one in expressions for word in split(one)} - self.stop_words]

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
