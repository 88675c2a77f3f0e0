"""One search from text to answer: understand, ask the engine, and once more when it proposes a spelling."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from search.document import Kind
from search.engines.base import FACETS, Hit, Searcher, SearchResults
from search.query import PAGE_SIZE, SearchQuery, Sort
from search.understanding import Understanding, understand
from search.vocabulary import Vocabulary
from search.words import distance, edits_allowed, fold, nearest, split, stem


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


@dataclass(frozen=True)
class Answer:
    request: Request
    understanding: Understanding
    results: SearchResults

    @property
    def corrected_text(self) -> str:
        """The text with its repaired words, when some were, in the spelling of the documents found."""
        corrections = self.understanding.corrections
        if not corrections:
            return ""
        spelled = {fold(word): word.lower() for hit in reversed(self.results.hits) for word in _surface(hit)}
        words = [corrections.get(word, word) for word in split(self.understanding.text)]
        return " ".join(spelled.get(word, word) for word in words)


def answer(request: Request, vocabulary: Vocabulary, engine: Searcher) -> Answer:
    """Raises `EngineError` when no engine can answer."""
    understood = understand(request.text, vocabulary)
    results = engine.search(query_of(request, understood, spelled=not request.verbatim))
    corrections = {} if request.verbatim else _corrections(understood, results, vocabulary)
    if corrections:
        understood = understand(request.text, vocabulary, corrections)
        results = engine.search(query_of(request, understood, spelled=False))
    return Answer(request, understood, results)


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
        ranks=understood.question,
    )


def _corrections(understood: Understanding, results: SearchResults, vocabulary: Vocabulary) -> dict[str, str]:
    """For each word that no document has: the closest of the index's proposal and of the vocabulary's words."""
    corrections = {}
    for word in understood.spelled:
        if word in results.missing and edits_allowed(word):
            proposals = [one for one in (nearest(word, vocabulary.spellings), results.spellings.get(word)) if one]
            if proposals:
                corrections[word] = min(proposals, key=lambda one: distance(word, one))
    return corrections


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


def is_product(hit: Hit) -> bool:
    return hit.card.get("kind") == Kind.PRODUCT
