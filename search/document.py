"""What an engine keeps of one thing that can be found. Plain values: nothing in it depends on a model or an engine."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from search.data import stop_words
from search.words import fold, grams, pairs, split


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

    @property
    def texts(self) -> dict[str, str]:
        """The searched fields. Titles go to a field by kind, because they do not weigh the same."""
        title_field = {Kind.ACTION: "action", Kind.TERM: "term"}.get(self.kind, "title")
        names = " \n ".join((self.title, *self.synonyms, *self.replaces))
        kept = [[word for word in split(text) if word not in stop_words()] for text in (names, self.lead, self.body)]
        return {
            title_field: self.title,
            "synonyms": " \n ".join(self.synonyms),
            "replaces": " \n ".join(self.replaces),
            "lead": self.lead,
            "body": self.body,
            "names": names,
            "words": f"{names} \n {self.lead} \n {self.body}",
            "pairs": " ".join(pair for words in kept for pair in pairs(words)),
            "grams": " ".join(gram for words in kept for gram in grams(words)),
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
