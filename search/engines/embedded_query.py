"""A `SearchQuery` in the words of tantivy."""

from collections.abc import Mapping, Sequence

import tantivy
from tantivy import Occur, Query

from search.engines import weights
from search.query import Alternative, SearchQuery, Source, Term
from search.words import stem


class Builder:
    def __init__(self, schema: tantivy.Schema, analyzers: Mapping[str, tantivy.TextAnalyzer]) -> None:
        self.schema = schema
        self.analyzers = analyzers

    def words(self, query: SearchQuery) -> Query:
        """What the words ask, without the filters."""
        pins = [Query.const_score_query(self._term("key", pin.key), pin.boost) for pin in query.pins]
        if not query.terms:
            return self._any([*pins, Query.all_query()]) if pins else Query.all_query()
        terms = Query.boolean_query(
            [(Occur.Should, self._notion(term)) for term in query.terms],
            minimum_number_should_match=query.minimum,
        )
        beside = (("pairs", query.pairs, weights.PAIRS), ("grams", query.grams, weights.GRAMS))
        ranking = [
            _boosted(self._any([self._term(field, word) for word in words]), weight)
            for field, words, weight in beside
            if words
        ]
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
        ways = [
            _boosted(query, alternative.boost)
            for alternative in term.alternatives
            for query in (self._alternative(alternative),)
            if query
        ]
        ways += [Query.const_score_query(self._term(facet, value), weights.FACET) for facet, value in term.facets]
        if term.prefix:
            for field, boost in (("names", weights.PREFIX_NAMES), ("words", weights.PREFIX_WORDS)):
                ways.append(Query.const_score_query(self._beginning(field, term.prefix), boost))
        return (
            _boosted(Query.disjunction_max_query(ways, 0.0), weights.NAME if term.is_name else 1.0)
            if ways
            else Query.empty_query()
        )

    def _alternative(self, alternative: Alternative) -> Query | None:
        if len(alternative.words) == 1:
            return self._word(alternative.words[0], glued=alternative.source is not Source.JOINED)
        tokens = self._tokens(" ".join(alternative.words))
        if len(tokens) < 2:
            return self._word(tokens[0][1]) if tokens else None
        ways = [
            _boosted(Query.phrase_query(self.schema, field, tokens, slop=1), weight)
            for field, weight in weights.FIELDS.items()
        ]
        return Query.disjunction_max_query(ways, weights.TIE)

    def _word(self, word: str, glued: bool = True) -> Query:
        stems = [token.text for token in self.analyzers["french"].pre_tokenize(word).tokens]
        ways = [
            _boosted(self._term(field, token), weight) for token in stems for field, weight in weights.FIELDS.items()
        ]
        ways.append(_boosted(self._term("words", word), weights.EXACT))
        if glued:
            ways.append(Query.const_score_query(self._term("pairs", stem(word)), weights.JOINED))
        return Query.disjunction_max_query(ways, weights.TIE)

    def _tokens(self, text: str) -> list[str | tuple[int, str]]:
        tokens = self.analyzers["french"].pre_tokenize(text).tokens
        return [(token.position - tokens[0].position, token.text) for token in tokens]


def _boosted(query: Query, weight: float) -> Query:
    return query if weight == 1 else Query.boost_query(query, weight)
