"""A `SearchQuery` in the words of Elasticsearch. It mirrors `embedded_query`, clause for clause."""

from collections.abc import Mapping, Sequence
from typing import Any

from elasticsearch.dsl import Q
from elasticsearch.dsl.query import Query

from search.data import stop_words
from search.engines import weights
from search.query import Alternative, SearchQuery, Source, Term
from search.words import edits_allowed, stem


def words(query: SearchQuery) -> Query:
    """What the words ask, without the filters."""
    pins = [_constant("key", pin.key, pin.boost) for pin in query.pins]
    if not query.terms:
        return Q("bool", should=[*pins, Q("match_all")]) if pins else Q("match_all")
    terms = Q("bool", should=[_notion(term) for term in query.terms], minimum_should_match=query.minimum)
    found = Q("bool", should=[terms, *pins], minimum_should_match=1) if pins else terms
    ranking = [Q("term", pairs={"value": pair, "boost": weights.PAIRS}) for pair in query.pairs]
    ranking += [Q("term", grams={"value": gram, "boost": weights.GRAMS}) for gram in query.grams]
    return Q("bool", must=[found], should=ranking) if ranking else found


def filters(facets: Mapping[str, Sequence[str]]) -> Query:
    """OR inside a facet, AND between facets."""
    return Q("bool", filter=[Q("terms", **{name: list(values)}) for name, values in facets.items() if values])


def presence(words: Sequence[str]) -> dict[str, Query]:
    """Which words a document of the whole index has or continues: an unfinished word is not a typo."""
    return {word: Q("prefix", words=word) for word in words}


def forms(words: Sequence[str]) -> dict[str, Query]:
    """Which words have the stem of a word of the index."""
    return {word: Q("multi_match", query=word, fields=list(weights.FIELDS)) for word in words}


def speller(word: str) -> dict[str, Any]:
    """Proposals for a word that no document has, its first letter fixed."""
    return {
        "field": "words",
        "suggest_mode": "missing",
        "prefix_length": 1,
        "min_word_length": 4,
        "max_edits": edits_allowed(word),
        "string_distance": "damerau_levenshtein",
        "size": 1,
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
    if len([word for word in one.words if word not in stop_words()]) < 2:
        word = next((word for word in one.words if word not in stop_words()), one.words[-1])
        return _word(word, one.boost, glued=one.source is not Source.JOINED)
    text = " ".join(one.words)
    ways = [
        Q("match_phrase", **{field: {"query": text, "slop": 1, "boost": weight}})
        for field, weight in weights.FIELDS.items()
    ]
    return Q("dis_max", queries=ways, tie_breaker=weights.TIE, boost=one.boost)


def _word(word: str, boost: float, glued: bool) -> Query:
    ways = [Q("match", **{field: {"query": word, "boost": weight}}) for field, weight in weights.FIELDS.items()]
    ways.append(Q("term", words={"value": word, "boost": weights.EXACT}))
    if glued:
        ways.append(Q("constant_score", filter=Q("term", pairs=stem(word)), boost=weights.JOINED))
    return Q("dis_max", queries=ways, tie_breaker=weights.TIE, boost=boost)
