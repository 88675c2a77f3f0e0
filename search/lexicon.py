"""The vocabulary and the values of facets as the editors have them now, kept by each process until they change."""

from dataclasses import dataclass
from functools import partial
from secrets import token_hex
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.utils.translation import override

from actions.models import ActionPage
from core.enums import Level
from core.models import Audience, Need, Product, Theme
from core.openness import open_pages
from media.licences import Licence
from resources.models import ToolSheet
from search.bounds import DURATIONS, GROUPS
from search.data import read, stop_words
from search.document import Kind
from search.kinds import KIND_LABELS
from search.models import AmbiguousWord, SynonymGroup, lines
from search.vocabulary import Ambiguity, FacetWord, Meaning, Vocabulary
from search.vocabulary import Product as ProductEntry

VERSION = "search:words"


@dataclass(frozen=True)
class Lexicon:
    """`values` gives, facet by facet and in the order of the screen, the values with their label."""

    version: str
    vocabulary: Vocabulary
    values: dict[str, tuple[tuple[str, str], ...]]


_kept: Lexicon | None = None


def lexicon() -> Lexicon:
    """One query when nothing changed. Any process sees a change at its next search."""
    global _kept
    version = cache.get(VERSION)
    if version is None:
        version = token_hex(8)
        cache.set(VERSION, version, timeout=None)
    if _kept is None or _kept.version != version:
        _kept = _read(version)
    return _kept


def forget_lexicon() -> None:
    transaction.on_commit(lambda: cache.set(VERSION, token_hex(8), timeout=None))


def _read(version: str) -> Lexicon:
    with override(settings.LANGUAGE_CODE):
        values = _values()
    intents = read("intents")
    said = [FacetWord(name, facet, value) for facet in ("besoin", "theme", "public") for value, name in values[facet]]
    said += [
        FacetWord(expression, facet, value)
        for facet, found in intents["facets"].items()
        for value, expressions in found.items()
        for expression in expressions
    ]
    vocabulary = Vocabulary(
        synonyms=tuple(tuple(lines(group.expressions)) for group in SynonymGroup.objects.all()),
        products=_products(),
        ambiguities=_ambiguities(),
        facet_words=tuple(said),
        intents=(*intents["asking"], *intents["beside"]),
        asking=tuple(intents["asking"]),
        stop_words=stop_words(),
        actions=tuple((f"page:{pk}", title) for pk, title in _actions()),
    )
    return Lexicon(version, vocabulary, values)


def _actions() -> list[tuple[int, str]]:
    return list(open_pages(ActionPage.objects.all()).order_by("title").values_list("pk", "title"))


def _products() -> tuple[ProductEntry, ...]:
    """A product leads to the actions that name it (or, when none does, that serve its need), then to the tools."""
    entries = []
    by_need = _keys_by(ActionPage.needs.through, "need_id", "actionpage_id")
    by_product = _keys_by(ActionPage.replaces.through, "product_id", "actionpage_id")
    tools = _keys_by(ToolSheet.replaces.through, "product_id", "toolsheet_id")
    for product in Product.objects.prefetch_related("needs"):
        needs = [key for need in product.needs.all() for key in by_need.get(need.pk, ())]
        # Those that serve its first need come first: « teams » is for meeting before it is for discussing.
        named = sorted(by_product.get(product.pk, ()), key=partial(_place, needs))
        entries.append(
            ProductEntry(
                slug=product.slug,
                name=product.name,
                names=tuple(product.names[1:]),
                actions=tuple(dict.fromkeys(named or needs)),
                tools=tuple(tools.get(product.pk, ())),
            )
        )
    return tuple(entries)


def _place(keys: list[str], key: str) -> int:
    return keys.index(key) if key in keys else len(keys)


def _keys_by(through: Any, owner: str, page: str) -> dict[int, list[str]]:
    keys: dict[int, list[str]] = {}
    for owner_id, page_id in through.objects.order_by("pk").values_list(owner, page):
        keys.setdefault(owner_id, []).append(f"page:{page_id}")
    return keys


def _ambiguities() -> tuple[Ambiguity, ...]:
    return tuple(
        Ambiguity(tuple(lines(word.words)), tuple(Meaning(one.label, one.query) for one in word.meanings.all()))
        for word in AmbiguousWord.objects.prefetch_related("meanings")
    )


def _values() -> dict[str, tuple[tuple[str, str], ...]]:
    licences = [Licence.CC0_1, Licence.CC_BY_4, Licence.CC_BY_SA_4, Licence.LAL_1_3, Licence.LO_2]
    return {
        "besoin": _words_of(Need),
        "theme": _words_of(Theme),
        "type": tuple((kind.value, str(KIND_LABELS[kind]).lower()) for kind in Kind if kind is not Kind.PRODUCT),
        "outil": tuple(open_pages(ToolSheet.objects.all()).order_by("title").values_list("slug", "title")),
        "niveau": tuple((level.value, str(level.label).lower()) for level in Level),
        "duree": tuple((one.value, str(one.label)) for one in DURATIONS),
        "groupe": tuple((one.value, str(one.label)) for one in GROUPS),
        "public": _words_of(Audience),
        "licence": tuple((one.value, str(one.label)) for one in licences),
    }


def _words_of(model: type[Need | Theme | Audience]) -> tuple[tuple[str, str], ...]:
    return tuple(model.objects.values_list("slug", "name"))
