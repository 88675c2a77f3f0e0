"""An answer as the page shows it: cards, facets, chips, ways out of an empty page. Plain values, no HTML."""

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, pgettext_lazy

from search.answering import ANSWERING
from search.asking import address, without
from search.cards import Card, card_of
from search.engines.base import Searcher
from search.facets import FACET_LABELS, Facet, Value, facets_of
from search.lexicon import Lexicon
from search.query import LAST_PAGE, Sort
from search.searching import Answer, Request, query_of
from search.words import split, stem

SORT_LABELS: dict[Sort, str | Promise] = {
    Sort.RELEVANCE: gettext_lazy("Relevance"),
    Sort.CHECKED: gettext_lazy("Recently checked"),
    Sort.TITLE: pgettext_lazy("sort", "A–Z"),
}
MOST_RELAXED = 8
MOST_INSTEAD = 3
TO_REPLACE = "/outils/remplacer/"


@dataclass(frozen=True)
class Way:
    """A link with what it does: a filter to take off, a meaning, another page."""

    label: str
    address: str
    count: int = 0


@dataclass(frozen=True)
class Replacement:
    """One of several products that a text names: its page, then the actions and the tools instead of it."""

    name: str
    address: str
    instead: tuple[Way, ...]


@dataclass(frozen=True)
class Pages:
    number: int
    count: int
    previous: str
    next: str


@dataclass(frozen=True)
class Screen:
    """All that the page of results shows."""

    answer: Answer
    cards: tuple[Card, ...]
    facets: tuple[Facet, ...]
    chips: tuple[Way, ...]
    pages: Pages
    total: int
    sorts: tuple[Value, ...]
    filters: str
    meanings: tuple[Way, ...] = ()
    replacements: tuple[Replacement, ...] = ()
    to_replace: str = TO_REPLACE
    relaxed: tuple[Way, ...] = ()
    near: tuple[Way, ...] = ()
    needs: tuple[Way, ...] = ()
    as_typed: str = ""
    as_proposed: str = ""
    feed: str = ""
    notes: tuple[str, ...] = ()

    @property
    def opens_filters(self) -> bool:
        return any(facet.sought for facet in self.facets)

    @property
    def first(self) -> int:
        """The rank of the first result of the page."""
        return (self.pages.number - 1) * self.answer.request.page_size + 1


def screen(
    answer: Answer, words: Lexicon, engine: Searcher, notes: tuple[str, ...] = (), tool_name: str = ""
) -> Screen:
    request, results = answer.request, answer.results
    understood = answer.understanding
    several = [("produit", one.slug) for one in understood.products]
    answering = ANSWERING if understood.is_need and request.page == 1 else 0
    meanings = understood.ambiguity.meanings if understood.ambiguity else ()
    return Screen(
        answer=answer,
        cards=tuple(card_of(hit, answer, place < answering) for place, hit in enumerate(results.hits)),
        facets=facets_of(answer, words, tool_name),
        chips=_chips(request, words),
        pages=_pages(request, results.total),
        total=results.total,
        sorts=tuple(Value(one.value, str(label), 0, one is request.sort) for one, label in SORT_LABELS.items()),
        filters=_filters(request, words),
        meanings=tuple(Way(one.label, address(Request(one.query))) for one in meanings),
        replacements=_replacements(answer) if len(understood.products) > 1 else (),
        to_replace=f"{TO_REPLACE}?{urlencode(several)}" if len(several) > 1 else TO_REPLACE,
        relaxed=_relaxed(answer, words, engine) if not results.total else (),
        near=_near(answer, words) if not results.total else (),
        needs=tuple(
            Way(label, address(Request(facets={"besoin": (value,)}))) for value, label in words.values["besoin"]
        ),
        as_typed=address(request, verbatim=True) if answer.corrected_text else "",
        as_proposed=address(request, text=answer.proposed_text) if answer.proposed else "",
        feed=address(request, path="/chercher/flux.atom"),
        notes=notes,
    )


def _replacements(answer: Answer) -> tuple[Replacement, ...]:
    """What is shown of each product, of what stands on this page of results."""
    cards = {hit.key: hit.card for hit in answer.results.hits}
    return tuple(
        Replacement(
            one.name,
            reverse("replace_product", args=[one.slug]),
            tuple(
                Way(str(cards[key]["title"]), str(cards[key]["url"]))
                for key in (*one.actions, *one.tools)
                if key in cards
            )[:MOST_INSTEAD],
        )
        for one in answer.understanding.products
    )


def _chips(request: Request, words: Lexicon) -> tuple[Way, ...]:
    chosen = [(name, value) for name, values in (request.facets or {}).items() for value in values]
    return tuple(
        Way(dict(words.values[name])[value], address(request, facets=without(request, name, value)))
        for name, value in chosen
    )


def _filters(request: Request, words: Lexicon) -> str:
    """The filters in words: « niveau débutant, besoin se réunir »."""
    parts = [
        f"{str(FACET_LABELS[name]).lower()} {' / '.join(dict(words.values[name])[value] for value in values)}"
        for name, values in (request.facets or {}).items()
    ]
    return ", ".join(parts)


def _relaxed(answer: Answer, words: Lexicon, engine: Searcher) -> tuple[Way, ...]:
    """What would be found without each filter, when something would."""
    request = answer.request
    chosen = [(name, value) for name, values in (request.facets or {}).items() for value in values]
    ways = []
    for name, value in chosen[:MOST_RELAXED]:
        facets = without(request, name, value)
        relaxed = Request(request.text, facets, page_size=1, counted=(), highlights=False, verbatim=request.verbatim)
        query = query_of(relaxed, answer.understanding, spelled=False)
        total = engine.search(replace(query, any_term=answer.partial, meant="")).total
        if total:
            ways.append(Way(dict(words.values[name])[value], address(request, facets=facets), total))
    return tuple(ways)


def _near(answer: Answer, words: Lexicon) -> tuple[Way, ...]:
    """Needs and themes that share a stem with what was searched, or that its words say."""
    stems = {stem(word) for term in answer.understanding.terms for one in term.alternatives for word in one.words}
    said = {facet for term in answer.understanding.terms for facet in term.facets}
    return tuple(
        Way(label, address(Request(facets={name: (value,)})))
        for name in ("besoin", "theme")
        for value, label in words.values[name]
        if (name, value) in said or stems & ({stem(word) for word in split(label)} - words.vocabulary.stop_words)
    )


def _pages(request: Request, total: int) -> Pages:
    count = min(-(-total // request.page_size), LAST_PAGE) or 1
    number = min(request.page, count)
    return Pages(
        number=number,
        count=count,
        previous=address(request, page=number - 1) if number > 1 else "",
        next=address(request, page=number + 1) if number < count else "",
    )
