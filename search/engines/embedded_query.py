"""A `SearchQuery` in the words of tantivy."""

from collections.abc import Mapping, Sequence

import tantivy
from tantivy import Occur, Query

from search.engines import weights
from search.query import Alternative, SearchQuery, Source, Term
from search.words import ways_to_pair


class Builder:
    def __init__(self, schema: tantivy.Schema) -> None:
        self.schema = schema

    def words(self, query: SearchQuery) -> Query:
        """What the words ask, without the filters."""
        limits = [(Occur.Must, Query.const_score_query(self._alternative(one), 0.0)) for one in query.required]
        limits += [(Occur.MustNot, self._alternative(one)) for one in query.excluded]
        asked = self._asked(query)
        return Query.boolean_query([(Occur.Must, asked), *limits]) if limits else asked

    def _asked(self, query: SearchQuery) -> Query:
        pins = [Query.const_score_query(self._term("key", pin.key), pin.boost) for pin in query.pins]
        if not query.terms:
            return self._any([*pins, Query.all_query()]) if pins else Query.all_query()
        terms = Query.boolean_query(
            [(Occur.Should, self._notion(term)) for term in query.terms if not term.optional],
            minimum_number_should_match=query.minimum,
        )
        beside = (("pairs", query.pairs, weights.PAIRS), ("grams", query.grams, weights.GRAMS))
        ranking = [
            _boosted(self._any([self._term(field, word) for word in words]), weight)
            for field, words, weight in beside
            if words
        ]
        ranking += [self._notion(term) for term in query.terms if term.optional]
        ranking += [Query.const_score_query(self._term("key", one.key), one.boost) for one in query.near]
        found = self._any([terms, *pins]) if pins else terms
        return (
            Query.boolean_query([(Occur.Must, found), *((Occur.Should, one) for one in ranking)]) if ranking else found
        )

    def filtered(self, words: Query, facets: Mapping[str, Sequence[str]]) -> Query:
        filters = [
            (Occur.Must, Query.const_score_query(Query.term_set_query(self.schema, name, list(values)), 0.0))
            for name, values in facets.items()
            if values
        ]
        return Query.boolean_query([(Occur.Must, words), *filters]) if filters else words

    def _term(self, field: str, word: str) -> Query:
        return Query.term_query(self.schema, field, word)

    def _beginning(self, field: str, letters: str) -> Query:
        """Words that begin so: no letter may differ. A regular expression would cost ten times as much."""
        return Query.fuzzy_term_query(self.schema, field, letters, distance=0, prefix=True)

    @staticmethod
    def _any(queries: list[Query]) -> Query:
        return Query.boolean_query([(Occur.Should, query) for query in queries])

    def _notion(self, term: Term) -> Query:
        ways = [_boosted(self._alternative(one), one.boost) for one in term.alternatives]
        ways += [Query.const_score_query(self._term(facet, value), weights.FACET) for facet, value in term.facets]
        if term.prefix:
            for field, boost in (("names", weights.PREFIX_NAMES), ("words", weights.PREFIX_WORDS)):
                ways.append(Query.const_score_query(self._beginning(field, term.prefix), boost))
        return _boosted(Query.disjunction_max_query(ways, 0.0), weights.NAME if term.is_name else 1.0)

    def _alternative(self, one: Alternative) -> Query:
        stems = one.stems
        if len(stems) < 2:
            return self._word(one)
        ways = [
            _boosted(Query.phrase_query(self.schema, field, list(stems)), weight)
            for field, weight in weights.FIELDS.items()
        ]
        return Query.disjunction_max_query(ways, weights.TIE)

    def _word(self, one: Alternative) -> Query:
        """The only word that says something, or the last one when none does: only the whole of the words has it."""
        word = one.only_word
        ways = [
            _boosted(self._term(field, token), weight)
            for token in one.stems
            for field, weight in weights.FIELDS.items()
        ]
        ways.append(_boosted(self._term("words", word), weights.EXACT))
        if one.source is not Source.JOINED:
            pairs = self._any([self._term("pairs", way) for way in ways_to_pair(word)])
            ways.append(Query.const_score_query(pairs, weights.JOINED))
        return Query.disjunction_max_query(ways, weights.TIE)


def _boosted(query: Query, weight: float) -> Query:
    return query if weight == 1 else Query.boost_query(query, weight)
