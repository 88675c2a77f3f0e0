"""The filters of the search, as the page shows them: each facet, its values, how many results have them."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from search.asking import TOOL_NAME, named_so
from search.engines.base import FACETS
from search.lexicon import Lexicon
from search.searching import Answer, Request
from search.words import fold

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
MOST_TOOLS = 24


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


def facets_of(answer: Answer, words: Lexicon, tool_name: str = "") -> tuple[Facet, ...]:
    """Every facet in order. `tool_name`: letters by which a tool is looked for."""
    request, counts = answer.request, answer.results.facets
    return tuple(
        _tools(words, counts.get(name, {}), request, tool_name)
        if name == "outil"
        else Facet(name, str(FACET_LABELS[name]), _values(name, words, counts.get(name, {}), request))
        for name in FACETS
    )


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
