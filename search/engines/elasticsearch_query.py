"""A `SearchQuery` in the words of Elasticsearch. It mirrors `embedded_query`, clause for clause."""

from collections.abc import Mapping, Sequence
from typing import Any

from elasticsearch.dsl import Q
from elasticsearch.dsl.query import Query

from search.engines import weights
from search.query import Alternative, SearchQuery, Source, Term
from search.spelling import MOST_CANDIDATES, edits_allowed
from search.words import stem, ways_to_pair


def words(query: SearchQuery) -> Query:
    """What the words ask, without the filters."""
    asked = _asked(query)
    if not query.required and not query.excluded:
        return asked
    return Q(
        "bool",
        must=[asked],
        filter=[_alternative(one) for one in query.required],
        must_not=[_alternative(one) for one in query.excluded],
    )


def _asked(query: SearchQuery) -> Query:
    pins = [_constant("key", pin.key, pin.boost) for pin in query.pins]
    if not query.terms:
        return Q("bool", should=[*pins, Q("match_all")]) if pins else Q("match_all")
    terms = Q(
        "bool", should=[_notion(term) for term in query.terms if not term.optional], minimum_should_match=query.minimum
    )
    found = Q("bool", should=[terms, *pins], minimum_should_match=1) if pins else terms
    ranking = [Q("term", pairs={"value": pair, "boost": weights.PAIRS}) for pair in query.pairs]
    ranking += [Q("term", grams={"value": gram, "boost": weights.GRAMS}) for gram in query.grams]
    ranking += [_notion(term) for term in query.terms if term.optional]
    ranking += [_constant("key", one.key, one.boost) for one in query.near]
    return Q("bool", must=[found], should=ranking) if ranking else found


def filters(facets: Mapping[str, Sequence[str]]) -> Query:
    """OR inside a facet, AND between facets."""
    return Q("bool", filter=[Q("terms", **{name: list(values)}) for name, values in facets.items() if values])


def presence(words: Sequence[str]) -> dict[str, Query]:
    """Which words a document of the whole index has or continues: an unfinished word is not a typo."""
    return {word: Q("prefix", words=word) for word in words}


def forms(words: Sequence[str]) -> dict[str, Query]:
    """Which words have the stem of a word of the index."""
    return {word: Q("bool", should=[Q("term", **{field: stem(word)}) for field in weights.FIELDS]) for word in words}


def speller(word: str) -> dict[str, Any]:
    """Words close to one that no document has."""
    return {
        "field": "words",
        "suggest_mode": "missing",
        "prefix_length": 0,
        "min_word_length": 4,
        "max_edits": edits_allowed(word),
        "string_distance": "damerau_levenshtein",
        "size": MOST_CANDIDATES,
    }


def _constant(field: str, value: str, boost: float) -> Query:
    return Q("constant_score", filter=Q("term", **{field: value}), boost=boost)


def _notion(term: Term) -> Query:
    ways = [_alternative(one) for one in term.alternatives]
    ways += [_constant(facet, value, weights.FACET) for facet, value in term.facets]
    if term.prefix:
        ways += [
            Q("constant_score", filter=Q("prefix", **{field: term.prefix}), boost=boost)
            for field, boost in (("names", weights.PREFIX_NAMES), ("words", weights.PREFIX_WORDS))
        ]
    return Q("dis_max", queries=ways, tie_breaker=0.0, boost=weights.NAME if term.is_name else 1.0)


def _alternative(one: Alternative) -> Query:
    stems = one.stems
    if len(stems) < 2:
        return _word(one)
    text = " ".join(stems)
    ways = [Q("match_phrase", **{field: {"query": text, "boost": weight}}) for field, weight in weights.FIELDS.items()]
    return Q("dis_max", queries=ways, tie_breaker=weights.TIE, boost=one.boost)


def _word(one: Alternative) -> Query:
    """The only word that says something, or the last one when none does: only the whole of the words has it."""
    word = one.only_word
    ways = [
        Q("term", **{field: {"value": token, "boost": weight}})
        for token in one.stems
        for field, weight in weights.FIELDS.items()
    ]
    ways.append(Q("term", words={"value": word, "boost": weights.EXACT}))
    if one.source is not Source.JOINED:
        pairs = Q("terms", pairs=list(ways_to_pair(word)))
        ways.append(Q("constant_score", filter=pairs, boost=weights.JOINED))
    return Q("dis_max", queries=ways, tie_breaker=weights.TIE, boost=one.boost)
