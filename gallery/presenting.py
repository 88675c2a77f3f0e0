"""The library as its page shows it: the criteria with their counts, the pictures of one page, the ways on."""

from dataclasses import dataclass, replace

from django.urls import reverse
from wagtail.models import Page

from media.licences import Licence
from media.models import ContentImage
from media.renditions import filters, thumbnail

from .asking import Asked
from .catalogue import Catalogue
from .uses import open_uses
from .works import FACET_LABELS, FACETS, SIZE_LABELS, SORT_LABELS, Size, Sort

PER_PAGE = 12
# Values beyond are found by words: a site may have as many authors as pictures.
MOST_VALUES = 12


@dataclass(frozen=True)
class Value:
    value: str
    label: str
    count: int
    is_chosen: bool
    without: str


@dataclass(frozen=True)
class Facet:
    name: str
    label: str
    values: list[Value]

    @property
    def chosen(self) -> list[Value]:
        return [value for value in self.values if value.is_chosen]


@dataclass(frozen=True)
class Screen:
    asked: Asked
    total: int
    facets: list[Facet]
    pictures: list[ContentImage]
    pages: int
    feed: str

    @property
    def chips(self) -> list[Value]:
        return [value for facet in self.facets for value in facet.chosen]

    @property
    def previous(self) -> str:
        return self.asked.address(reverse("images"), self.asked.page - 1) if self.asked.page > 1 else ""

    @property
    def next(self) -> str:
        return self.asked.address(reverse("images"), self.asked.page + 1) if self.asked.page < self.pages else ""


def screen(catalogue: Catalogue, asked: Asked) -> Screen:
    """A page past the last one is the last one."""
    start = (asked.page - 1) * PER_PAGE
    found = catalogue.find(asked.text, asked.chosen, start, start + PER_PAGE)
    pages = max(1, -(-found.total // PER_PAGE))
    if asked.page > pages:
        return screen(catalogue, replace(asked, page=pages))
    return Screen(
        asked,
        found.total,
        [Facet(name, str(FACET_LABELS[name]), _values(name, catalogue, asked, found.counts[name])) for name in FACETS],
        shown(found.pks),
        pages,
        asked.address(reverse("images_feed")),
    )


def shown(pks: list[int]) -> list[ContentImage]:
    """
    Those of these pictures that an open page shows now, in order.

    The others are left out, whatever a catalogue still says: their titles may be private.
    """
    seen = open_uses().filter(target_id__in=pks).values_list("target_id", flat=True).distinct()
    images = ContentImage.objects.prefetch_renditions(thumbnail(), *filters().values()).in_bulk(list(seen))
    return [images[pk] for pk in pks if pk in images]


def _values(name: str, catalogue: Catalogue, asked: Asked, counts: dict[str, int]) -> list[Value]:
    chosen = asked.chosen.get(name, ())
    # What is chosen first, or else it could not be taken back; then what finds most.
    ranked = sorted(counts, key=lambda value: (value not in chosen, -counts[value], label_of(name, value, catalogue)))
    kept = [value for value in ranked if counts[value] or value in chosen][: max(MOST_VALUES, len(chosen))]
    path = reverse("images")
    return [
        Value(
            value, label_of(name, value, catalogue), counts[value], value in chosen,
            asked.without(name, value).address(path),
        )
        for value in kept
    ]  # fmt: skip


def label_of(facet: str, value: str, catalogue: Catalogue) -> str:
    if facet == "sorte":
        return str(SORT_LABELS[Sort(value)])
    if facet == "taille":
        return str(SIZE_LABELS[Size(value)])
    if facet == "licence" and value in Licence.values:
        return str(Licence(value).label)
    return catalogue.labels[facet].get(value, value)


def kind_of(page: Page) -> str:
    """The kind of a page in words: « leçon »."""
    model = page.content_type.model_class()
    return str(model._meta.verbose_name) if model is not None else ""
