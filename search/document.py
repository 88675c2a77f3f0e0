"""What an engine keeps of one thing that can be found. Plain values: nothing in it depends on a model or an engine."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property

from search.data import stop_words
from search.extracts import Kept, keep
from search.words import Word, analyse, fold, grams_of, normal, pairs, pairs_of_compounds, stem

_TEXTS = ("lead", "body")


class Kind(StrEnum):
    """Kinds of results. The values are public: they stand in addresses (`?type=`)."""

    ACTION = "action"
    SCENARIO = "scenario"
    TOOL = "outil"
    TUTORIAL = "mode-d-emploi"
    ARGUMENT = "argumentaire"
    ADVICE = "conseil"
    LESSON = "lecon"
    MODULE = "module"
    TESTIMONIAL = "temoignage"
    TERM = "glossaire"
    TOPIC = "discussion"
    PRODUCT = "produit"


@dataclass(frozen=True)
class Document:
    """
    `key` is unique on the site (`page:12`, `product:doodle`). `lead` is the line of use shown in results, `body` plain
    text. `facets` gives the values by facet. `card` is what a result shows beside: strings, numbers, lists; kept as is.
    """

    key: str
    kind: Kind
    title: str
    url: str
    lead: str = ""
    body: str = ""
    synonyms: tuple[str, ...] = ()
    replaces: tuple[str, ...] = ()
    checked_on: date | None = None
    facets: dict[str, tuple[str, ...]] = field(default_factory=dict)
    card: dict[str, object] = field(default_factory=dict)

    @cached_property
    def _analysed(self) -> dict[str, tuple[str, list[Word]]]:
        """Each searched field: its normal text and its words. Titles go to a field by kind: they do not weigh the same."""
        texts = {
            {Kind.ACTION: "action", Kind.TERM: "term"}.get(self.kind, "title"): self.title,
            "synonyms": " \n ".join(self.synonyms),
            "replaces": " \n ".join(self.replaces),
            "lead": self.lead,
            "body": self.body,
        }
        normals = {name: normal(text) for name, text in texts.items()}
        return {name: (text, analyse(text)) for name, text in normals.items()}

    @cached_property
    def kept(self) -> Kept:
        """The body as it is kept to show extracts of it."""
        return keep(*self._analysed["body"])

    @property
    def texts(self) -> dict[str, str]:
        """The searched fields, as words between spaces: no engine has anything more to analyse."""
        fields, stops = self._analysed, stop_words()
        spoken = {
            name: [word.folded for word in words if word.folded not in stops] for name, (_, words) in fields.items()
        }
        neighbours = [pair for words in spoken.values() for pair in pairs(words)]
        neighbours += [pair for text, words in fields.values() for pair in pairs_of_compounds(text, words, stops)]
        return {
            **{name: " ".join(map(stem, words)) for name, words in spoken.items() if name != "body"},
            "body": self.kept.stems,
            "names": " ".join(word.folded for name in fields if name not in _TEXTS for word in fields[name][1]),
            "words": " ".join(word.folded for _, words in fields.values() for word in words),
            "pairs": " ".join(neighbours),
            "grams": " ".join(grams_of(word) for words in spoken.values() for word in words),
        }

    @property
    def stored(self) -> dict[str, object]:
        """What comes back with a result."""
        return {
            "key": self.key,
            "kind": self.kind.value,
            "title": self.title,
            "url": self.url,
            "lead": self.lead,
            "synonyms": list(self.synonyms),
            "replaces": list(self.replaces),
            "checked_on": self.checked_on.isoformat() if self.checked_on else None,
            **self.card,
        }

    @property
    def sort_title(self) -> str:
        return fold(self.title).lstrip("# ")

    @property
    def checked_ordinal(self) -> int:
        """Days since year 1; 0 when never checked, so that these come last."""
        return self.checked_on.toordinal() if self.checked_on else 0
