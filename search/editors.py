"""
The admin's own search of pages, images and the rest, in Wagtail's index: the words of French, as readers' search cuts them.

The index of the database knows neither elisions nor plurals: « l’agenda » found no “Agenda partagé”, « mot de passe » no
“Vos mots de passe”. What is typed becomes words, each in the ways it may be written; the index stays Wagtail's.
"""

from typing import Any

from modelsearch.backends.database import SearchBackend
from modelsearch.query import MATCH_ALL, And, Boost, Not, Or, Phrase, PlainText

from search.data import stop_words
from search.vocabulary import SHORT
from search.words import analyse, form_of, normal


class EditorsSearch:
    """Wagtail's search in the database, asked in words."""

    def __init__(self, params: dict[str, Any]) -> None:
        self._backend = SearchBackend(params)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._backend, name)

    def search(self, query: Any, *args: Any, **kwargs: Any) -> Any:
        return self._backend.search(in_words(query), *args, **kwargs)

    def autocomplete(self, query: Any, *args: Any, **kwargs: Any) -> Any:
        return self._backend.autocomplete(in_words(query), *args, **kwargs)


def in_words(query: Any) -> Any:
    """The same query, each of its texts cut into words. Signs alone ask nothing."""
    if isinstance(query, str | PlainText | Phrase):
        return _words(query if isinstance(query, str) else query.query_string)
    if isinstance(query, And | Or):
        return type(query)([in_words(one) for one in query.subqueries])
    if isinstance(query, Not):
        return Not(in_words(query.subquery))
    if isinstance(query, Boost):
        return Boost(in_words(query.subquery), query.boost)
    return query


def _words(text: str) -> Any:
    text = normal(text)
    words = analyse(text)
    said = [word for word in words if word.folded not in stop_words()] or words
    ways = [_ways(text[word.start : word.end], word.folded) for word in said]
    if not ways:
        return MATCH_ALL
    return And(ways) if len(ways) > 1 else ways[0]


def _ways(typed: str, folded: str) -> Any:
    """As it is typed, without its accents, without the mark of a plural, and in its dictionary form."""
    written = [typed.lower(), _singular(typed.lower())] if typed.isalnum() else []
    ways = [PlainText(way) for way in dict.fromkeys((*written, folded, _singular(folded), form_of(folded)))]
    return Or(ways) if len(ways) > 1 else ways[0]


def _singular(word: str) -> str:
    return word.rstrip("sx") if len(word) > SHORT else word
