"""Reads the pictures of the site with all that one may look for in them: a few queries, however many they are."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.utils.text import slugify
from django.utils.translation import override
from wagtail.models import Page

from media.credits import is_credited
from media.licences import Licence
from media.models import ContentImage

from .uses import all_uses, open_uses, said_of_pictures, themes_of
from .works import Work, size_of, sort_of

COLUMNS = (
    "pk", "title", "description", "long_description", "file", "width", "licence", "authors", "source_title",
    "source_url",
)  # fmt: skip


def open_works() -> list[Work]:
    """The pictures that open pages show, the newest first."""
    return _works(open_uses().values_list("target_id", "source_id").distinct(), shown_only=True)


def all_works() -> list[Work]:
    """Every picture, for editors: also those of drafts, and those that nothing shows."""
    return _works(all_uses().values_list("target_id", "source_id").distinct(), shown_only=False)


def _works(uses: Iterable[tuple[int, int]], *, shown_only: bool) -> list[Work]:
    places: dict[int, list[int]] = defaultdict(list)
    for image, page in uses:
        places[image].append(page)
    pages = {page for found in places.values() for page in found}
    types = dict(Page.objects.filter(pk__in=pages).values_list("pk", "content_type"))
    alternatives, decorations = said_of_pictures(types)
    themes, kinds = themes_of(pages), _kinds_of(types)
    return [
        _work(
            row,
            kinds=[kinds[page] for page in places[row["pk"]] if page in kinds],
            themes=[theme for page in places[row["pk"]] for theme in themes.get(page, ())],
            alternatives=alternatives.get(row["pk"], []),
            is_decorative=row["pk"] in decorations,
        )
        for row in ContentImage.objects.order_by("-created_at", "-pk").values(*COLUMNS)
        if row["pk"] in places or not shown_only
    ]


def _work(
    row: dict[str, Any],
    *,
    kinds: list[tuple[str, str]],
    themes: list[tuple[str, str]],
    alternatives: list[str],
    is_decorative: bool,
) -> Work:
    authors = tuple(dict.fromkeys(name.strip() for name in row["authors"].splitlines() if name.strip()))
    licence = str(Licence(row["licence"]).label) if row["licence"] in Licence.values else row["licence"]
    said = (row["title"], row["description"], *alternatives, *authors, row["source_title"], row["source_url"], licence)
    return Work(
        pk=row["pk"],
        text=" ".join(filter(None, said)),
        facets={
            "sorte": (sort_of(row["file"]).value,),
            "theme": tuple(dict(themes)),
            "dans": tuple(dict(kinds)),
            "licence": (row["licence"],),
            "auteur": authors,
            "taille": (size_of(row["file"], row["width"]).value,),
        },
        labels={"theme": dict(themes), "dans": dict(kinds), "licence": {row["licence"]: licence}},
        is_described=bool(alternatives or row["description"] or row["long_description"] or is_decorative),
        is_credited=is_credited(row["licence"], row["authors"]),
    )


def _kinds_of(types: Mapping[int, int]) -> dict[int, tuple[str, str]]:
    """The kind of each page: as an address writes it, and in words."""
    with override(settings.LANGUAGE_CODE):
        names = {pk: _name_of_type(pk) for pk in set(types.values())}
    return {page: (slugify(names[kind]), names[kind]) for page, kind in types.items()}


def _name_of_type(pk: int) -> str:
    model = ContentType.objects.get_for_id(pk).model_class()
    return str(model._meta.verbose_name) if model is not None else ""
