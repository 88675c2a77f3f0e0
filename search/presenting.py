"""An answer as the page shows it: cards, facets, chips, ways out of an empty page. Plain values, no HTML."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from core.enums import Level
from core.templatetags.presentation_tags import duration
from forum.enums import TopicState
from search.asking import TOOL_NAME, address, named_so, without
from search.bounds import GROUPS
from search.document import Kind
from search.engines.base import FACETS, Hit, Piece, Searcher
from search.kinds import KIND_LABELS, MARKS
from search.lexicon import Lexicon
from search.query import LAST_PAGE, Sort
from search.searching import Answer, Request, found_by, query_of
from search.words import fold, split, stem

FACET_LABELS: dict[str, str | Promise] = {
    "besoin": gettext_lazy("Need"),
    "theme": gettext_lazy("Theme"),
    "type": gettext_lazy("Kind of sheet"),
    "outil": gettext_lazy("Tool"),
    "niveau": gettext_lazy("Level"),
    "duree": gettext_lazy("Duration"),
    "groupe": gettext_lazy("Size of the group"),
    "public": gettext_lazy("Audience"),
    "licence": gettext_lazy("Licence of the sheet"),
}
SORT_LABELS: dict[Sort, str | Promise] = {
    Sort.RELEVANCE: gettext_lazy("Relevance"),
    Sort.CHECKED: gettext_lazy("Recently checked"),
    Sort.TITLE: pgettext_lazy("sort", "A–Z"),
}
MOST_TOOLS = 24
MOST_RELAXED = 8


@dataclass(frozen=True)
class Card:
    key: str
    kind: str
    mark: str
    icon: str
    label: str
    title: str
    url: str
    lead: str
    meta: tuple[str, ...]
    instead_of: str
    reasons: tuple[str, ...]
    extract: tuple[Piece, ...]
    code: str


@dataclass(frozen=True)
class Value:
    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True)
class Facet:
    """
    `finder` is the parameter of the field that looks for other values by their name, "" when all of them are shown;
    `sought` is what it was given, and `found` says what that gave.
    """

    name: str
    label: str
    values: tuple[Value, ...]
    finder: str = ""
    sought: str = ""
    found: str = ""

    @property
    def opens(self) -> bool:
        return bool(self.sought) or any(value.chosen for value in self.values)


@dataclass(frozen=True)
class Way:
    """A link with what it does: a filter to take off, a meaning, another page."""

    label: str
    address: str
    count: int = 0


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
    relaxed: tuple[Way, ...] = ()
    near: tuple[Way, ...] = ()
    needs: tuple[Way, ...] = ()
    as_typed: str = ""
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
    meanings = understood.ambiguity.meanings if understood.ambiguity else ()
    return Screen(
        answer=answer,
        cards=tuple(_card(hit, answer) for hit in results.hits),
        facets=tuple(
            _tools(words, results.facets.get(name, {}), request, tool_name)
            if name == "outil"
            else Facet(name, str(FACET_LABELS[name]), _values(name, words, results.facets.get(name, {}), request))
            for name in FACETS
        ),
        chips=_chips(request, words),
        pages=_pages(request, results.total),
        total=results.total,
        sorts=tuple(Value(one.value, str(label), 0, one is request.sort) for one, label in SORT_LABELS.items()),
        filters=_filters(request, words),
        meanings=tuple(Way(one.label, address(Request(one.query))) for one in meanings),
        relaxed=_relaxed(answer, words, engine) if not results.total else (),
        near=_near(answer, words) if not results.total else (),
        needs=tuple(
            Way(label, address(Request(facets={"besoin": (value,)}))) for value, label in words.values["besoin"]
        ),
        as_typed=address(request, verbatim=True) if answer.corrected_text else "",
        feed=address(request, path="/chercher/flux.atom"),
        notes=notes,
    )


def _card(hit: Hit, answer: Answer) -> Card:
    card = hit.card
    kind = Kind(str(card["kind"]))
    reasons = found_by(hit, answer.understanding)
    return Card(
        key=hit.key,
        kind=kind.value,
        mark=MARKS[kind][0],
        icon=MARKS[kind][1],
        label=str(KIND_LABELS[kind]),
        title=str(card["title"]),
        url=str(card["url"]),
        lead=str(card.get("lead") or ""),
        meta=_meta(card),
        instead_of=_instead_of(card, reasons),
        reasons=reasons,
        extract=_extract(hit) if reasons else (),
        code=str(card.get("code") or ""),
    )


def _extract(hit: Hit) -> tuple[Piece, ...]:
    """The extract, where it says more than the lead: a testimonial is its own lead."""
    words = fold("".join(piece.text for piece in hit.extract)).strip("… ")
    return () if words[:80] in fold(str(hit.card.get("lead") or "")) else hit.extract


def _instead_of(card: Mapping[str, object], reasons: tuple[str, ...]) -> str:
    """The product that it was found by, as it is written."""
    names, found = card.get("replaces"), {fold(reason) for reason in reasons}
    matched = [str(name) for name in names if fold(str(name)) in found] if isinstance(names, list) else []
    return matched[0] if matched else ""


def _meta(card: Mapping[str, object]) -> tuple[str, ...]:
    parts: list[str] = []
    if state := card.get("state"):
        parts.append(str(TopicState(str(state)).label).lower())
    if level := card.get("level"):
        parts.append(str(Level(str(level)).label).lower())
    if minutes := card.get("minutes"):
        parts.append(duration(int(str(minutes))))
    if sizes := _sizes(card.get("groups")):
        parts.append(sizes)
    if day := card.get("checked_on"):
        when = date_format(datetime.date.fromisoformat(str(day)), "j F Y")
        parts.append(_("checked on %(date)s") % {"date": when})
    return tuple(parts)


def _sizes(groups: object) -> str:
    """The sizes of group as one range, when something is known and not everything suits."""
    found = [one for one in GROUPS if isinstance(groups, list) and one.value in groups]
    if not found or len(found) == len(GROUPS):
        return ""
    if found[-1] is GROUPS[-1]:
        return _("%(low)d people or more") % {"low": found[0].low}
    return _("%(low)d to %(high)d people") % {"low": found[0].low, "high": found[-1].high}


def _values(name: str, words: Lexicon, counts: Mapping[str, int], request: Request) -> tuple[Value, ...]:
    chosen = (request.facets or {}).get(name, ())
    return tuple(Value(value, label, counts.get(value, 0), value in chosen) for value, label in words.values[name])


def _tools(words: Lexicon, counts: Mapping[str, int], request: Request, sought: str) -> Facet:
    """Those of the results, most frequent first; the others are found by their name."""
    values = _values("outil", words, counts, request)
    named = {value for value, _ in named_so(sought, words.values["outil"])} if sought else set()
    kept = [one for one in values if one.chosen or (one.value in named if sought else one.count)]
    kept = sorted(kept, key=lambda one: (not one.chosen, -one.count))[:MOST_TOOLS]
    return Facet(
        "outil",
        str(FACET_LABELS["outil"]),
        tuple(sorted(kept, key=lambda one: fold(one.label))),
        finder=TOOL_NAME if len(values) > len(kept) else "",
        sought=sought,
        found=_said_of_tools(len(named), sought) if sought else "",
    )


def _said_of_tools(number: int, sought: str) -> str:
    if not number:
        return _("No tool has “%(letters)s” in its name. Try fewer letters.") % {"letters": sought}
    sentence = ngettext(
        "%(number)d tool has “%(letters)s” in its name.", "%(number)d tools have “%(letters)s” in their name.", number
    )
    return sentence % {"number": number, "letters": sought}


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
        total = engine.search(query_of(relaxed, answer.understanding, spelled=False)).total
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
