"""One search from text to answer: understand, ask the engine, and once more when it proposes a spelling."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from search.engines.base import FACETS, Hit, Searcher, SearchResults
from search.query import PAGE_SIZE, SearchQuery, Sort
from search.spelling import close_to, edits_allowed, nearest
from search.understanding import Understanding, understand
from search.vocabulary import Vocabulary
from search.words import fold, is_french, split, stem

FEW = 3
"""Fewer documents with all the words than this, and those with some of them are shown after them."""


@dataclass(frozen=True)
class Request:
    """What a person asked. `verbatim`: search exactly this spelling."""

    text: str = ""
    facets: Mapping[str, tuple[str, ...]] | None = None
    sort: Sort = Sort.RELEVANCE
    page: int = 1
    verbatim: bool = False
    page_size: int = PAGE_SIZE
    counted: tuple[str, ...] = FACETS
    highlights: bool = True
    unfinished: bool = False
    """It is being typed: its last letters are perhaps no word."""


@dataclass(frozen=True)
class Answer:
    """
    `partial`: few documents have all the words, or none (`whole` says how many); the others have some. `unknown`: a
    name of which this site says nothing, where what replaces it was asked. `proposed`: words that perhaps were meant
    instead of words that French has too.
    """

    request: Request
    understanding: Understanding
    results: SearchResults
    partial: bool = False
    whole: int = 0
    unknown: str = ""
    proposed: Mapping[str, str] = field(default_factory=dict)

    @property
    def wanted(self) -> tuple[tuple[str, ...], ...]:
        """The stems that are marked."""
        return SearchQuery(self.understanding.terms).wanted

    @property
    def corrected_text(self) -> str:
        """The text with its repaired words, when some were, in the spelling of the documents found."""
        return self._with(self.understanding.corrections)

    @property
    def proposed_text(self) -> str:
        return self._with(self.proposed)

    def _with(self, changes: Mapping[str, str]) -> str:
        if not changes:
            return ""
        wanted = set(changes.values())
        spelled = {
            fold(word): word.lower()
            for hit in reversed(self.results.hits)
            for word in (*re.findall(r"[^\W_]+", hit.text), *_surface(hit))
            if fold(word) in wanted
        }
        words = [changes.get(word, word) for word in split(self.understanding.text)]
        return " ".join(spelled.get(word, word) for word in words)


def answer(request: Request, vocabulary: Vocabulary, engine: Searcher) -> Answer:
    """Raises `EngineError` when no engine can answer."""
    understood = understand(request.text, vocabulary, unfinished=request.unfinished)
    results = engine.search(query_of(request, understood, spelled=not request.verbatim))
    if results.missing and not request.verbatim:
        understood, results = _repaired(request, understood, results, vocabulary, engine)
    found = Answer(request, understood, results)
    if results.total >= _pinned(understood) + FEW or not understood.terms or request.verbatim:
        return found
    return _second_chance(found, vocabulary, engine)


def _pinned(understood: Understanding) -> int:
    """How many results a product gives whatever the other words."""
    several = sum(1 for term in understood.terms if not term.optional) > 1
    return len(understood.pins) if several and understood.products else 0


def _repaired(
    request: Request, understood: Understanding, results: SearchResults, vocabulary: Vocabulary, engine: Searcher
) -> tuple[Understanding, SearchResults]:
    """The same with the words that were meant, when something then answers."""
    corrections = _corrections(understood, results, vocabulary)
    if corrections:
        meant = understand(request.text, vocabulary, corrections, request.unfinished)
        found = engine.search(query_of(request, meant, spelled=False))
        if not found.total:
            found = engine.search(replace(query_of(request, meant, spelled=False), any_term=True))
        if found.total:
            return meant, found
    if results.spellings:  # the engine proposed words and answered nothing else
        results = engine.search(query_of(request, understood, spelled=False))
    return understood, results


def _second_chance(found: Answer, vocabulary: Vocabulary, engine: Searcher) -> Answer:
    """When few documents have all the words, what has some of them too; of an unknown product, nothing but its name."""
    understood = found.understanding
    has_none = found.results.total <= _pinned(understood)
    if has_none and understood.asks and not understood.products:
        about = understand(" ".join(understood.rest), vocabulary)
        known = engine.search(SearchQuery(about.terms, page_size=1, any_term=True)).total if about.terms else 0
        if not known:
            return replace(found, unknown=" ".join(understood.rest))
    if len(understood.terms) > 1 and not understood.required and not understood.question:
        found = _with_some(found, engine)
    return replace(found, proposed=_proposals(understood, vocabulary, engine)) if has_none else found


def _with_some(found: Answer, engine: Searcher) -> Answer:
    """What has some of the words besides, where few have them all."""
    pinned, whole = _pinned(found.understanding), _without_filters(found, engine)
    if whole >= pinned + FEW:
        return found
    results = engine.search(replace(query_of(found.request, found.understanding, spelled=False), any_term=True))
    if results.total <= found.results.total:
        return found
    return replace(found, results=results, partial=True, whole=0 if whole <= pinned else whole)


def _without_filters(found: Answer, engine: Searcher) -> int:
    """How many results there are without the filters: a count beside a filter is what the page behind it shows."""
    if not found.request.facets:
        return found.results.total
    query = query_of(found.request, found.understanding, spelled=False)
    return engine.search(replace(query, facets={}, counted=(), page=1, page_size=1, highlights=False, meant="")).total


def _proposals(understood: Understanding, vocabulary: Vocabulary, engine: Searcher) -> dict[str, str]:
    """For words that French has and this site has not: the closest that it has, never taken instead."""
    words = tuple(word for word in understood.plain if is_french(word) and edits_allowed(word))
    if not words:
        return {}
    results = engine.search(SearchQuery(spelled=words, page_size=1, highlights=False))
    return _meant([word for word in words if word in results.missing], results, vocabulary.spellings)


def query_of(request: Request, understood: Understanding, spelled: bool) -> SearchQuery:
    return SearchQuery(
        terms=understood.terms,
        pins=understood.pins,
        facets=dict(request.facets or {}),
        sort=request.sort if understood.terms or request.sort is not Sort.RELEVANCE else Sort.TITLE,
        page=request.page,
        page_size=request.page_size,
        counted=request.counted,
        spelled=understood.spelled if spelled else (),
        highlights=request.highlights,
        required=understood.required,
        excluded=understood.excluded,
        meant=understood.meant if understood.is_need and not request.verbatim and not request.unfinished else "",
        ranks=understood.question,
    )


def _corrections(understood: Understanding, results: SearchResults, vocabulary: Vocabulary) -> dict[str, str]:
    """
    For each word that no document has, nor French: the closest of the index's words and of the vocabulary's.

    Beside words that ask for a replacement, only the name of a product can be meant.
    """
    missing = [word for word in understood.spelled if word in results.missing]
    if understood.asks and not understood.products:
        return _meant(missing, SearchResults(), vocabulary.names_of_products)
    return _meant(missing, results, vocabulary.spellings)


def _meant(words: Sequence[str], results: SearchResults, known: Sequence[tuple[str, int]]) -> dict[str, str]:
    found = {word: nearest(word, (*close_to(word, known), *results.spellings.get(word, ()))) for word in words}
    return {word: meant for word, meant in found.items() if meant}


def _surface(hit: Hit) -> list[str]:
    """The words that a result shows, as they are written."""
    extract = " ".join(piece.text for piece in hit.extract)
    texts = (extract, str(hit.card.get("lead", "")), *_texts(hit, "synonyms"), *_texts(hit, "replaces"))
    return re.findall(r"[^\W_]+", " ".join((*texts, str(hit.card["title"]))))


def found_by(hit: Hit, understood: Understanding) -> tuple[str, ...]:
    """Why a result is there, when its title does not say it: the names and words it was found by, as it spells them."""
    title = {stem(word) for word in split(str(hit.card["title"]))}
    others = [*_texts(hit, "synonyms"), *_texts(hit, "replaces"), str(hit.card.get("lead", ""))]
    spelled = {fold(word): word.lower() for word in _surface(hit)}
    reasons: list[str] = []
    for term in understood.terms:
        ways = [one.words for one in term.alternatives]
        if any({stem(word) for word in way} <= title for way in ways):
            continue
        written = next((way for way in ways if _written(way, others)), None) or _marked(ways, hit)
        if written:
            reasons.append(" ".join(spelled.get(word, word) for word in written))
    return tuple(dict.fromkeys(reasons))


def _texts(hit: Hit, name: str) -> list[str]:
    values = hit.card.get(name, [])
    return [str(value) for value in values] if isinstance(values, list) else []


def _written(way: Sequence[str], texts: Sequence[str]) -> bool:
    stems = {stem(word) for word in way}
    return any(stems <= {stem(word) for word in split(text)} for text in texts)


def _marked(ways: Sequence[tuple[str, ...]], hit: Hit) -> tuple[str, ...] | None:
    marked = {stem(word) for piece in hit.extract if piece.marked for word in split(piece.text)}
    return next((way for way in ways if {stem(word) for word in way} & marked), None)
