"""Two versions of a page, text by text and in words; and what a version said."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.text import capfirst
from wagtail.models import Page

from text.word_changes import LARGEST_TABLE, Budget, Change, word_changes

from .passages import Passage, texts


@dataclass(frozen=True)
class Difference:
    """A text that is not the same in two versions, in the words of the screen."""

    part: str
    changes: Sequence[Change]


def differences(before: Page, after: Page) -> list[Difference]:
    """In the order of the newer page; what it no longer has stands last. Half a second of processor at most."""
    budget = Budget(4 * LARGEST_TABLE)
    old, new = {passage.place: passage for passage in texts(before)}, {p.place: p for p in texts(after)}
    places = [*new, *(place for place in old if place not in new)]
    return [
        Difference((new.get(place) or old[place]).part, word_changes(_text(old, place), _text(new, place), budget))
        for place in places
        if _text(old, place) != _text(new, place)
    ]


def labels(page: Page | type[Page], names: Sequence[str]) -> list[str]:
    """The fields of a page as the screen names them; those that a newer model no longer has are left out."""
    known = {field.name: field for field in page._meta.get_fields()}
    return [capfirst(str(getattr(known[name], "verbose_name", name))) for name in names if name in known]


def _text(found: dict[str, Passage], place: str) -> str:
    return found[place].text if place in found else ""
