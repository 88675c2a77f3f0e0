"""In words, how a query was understood: what editors read to mend a synonym."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from search.facets import FACET_LABELS
from search.lexicon import Lexicon
from search.query import Source, Term
from search.searching import Answer

SOURCES: dict[Source, str | Promise] = {
    Source.TYPED: gettext_lazy("as typed"),
    Source.JOINED: gettext_lazy("written as one word"),
    Source.SYNONYM: gettext_lazy("synonym"),
    Source.PRODUCT: gettext_lazy("name of a product"),
    Source.CORRECTED: gettext_lazy("spelling repaired"),
}


@dataclass(frozen=True)
class Line:
    """A notion of the query, and all that finds it."""

    typed: str
    ways: tuple[str, ...]


def explain(found: Answer, words: Lexicon) -> list[Line]:
    understood = found.understanding
    lines = [Line(term.typed, _ways(term, words)) for term in understood.terms]
    if understood.dropped:
        lines.append(Line(" ".join(understood.dropped), (_("left out"),)))
    return lines


def _ways(term: Term, words: Lexicon) -> tuple[str, ...]:
    ways = [f"{' '.join(one.words)} ({SOURCES[one.source]})" for one in term.alternatives]
    ways += [f"{FACET_LABELS[facet]} = {dict(words.values[facet]).get(value, value)}" for facet, value in term.facets]
    if term.prefix:
        ways.append(_("words that begin with “%(word)s”") % {"word": term.prefix})
    return tuple(ways)
