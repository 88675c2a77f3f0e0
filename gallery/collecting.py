"""Reads the pictures of the site with all that one may look for in them: a few queries, however many they are."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.utils.text import slugify
from django.utils.translation import override
from wagtail.models import Page

from media.licences import Licence
from media.models import ContentImage

from .uses import open_uses, said_of_pictures, themes_of
from .works import Work, size_of, sort_of

COLUMNS = ("pk", "title", "description", "file", "width", "licence", "authors", "source_title", "source_url")


def open_works() -> list[Work]:
    """The pictures that open pages show, the newest first."""
    places: dict[int, list[int]] = defaultdict(list)
    for image, page in open_uses().values_list("target_id", "source_id").distinct():
        places[image].append(page)
    pages = {page for found in places.values() for page in found}
    types = dict(Page.objects.filter(pk__in=pages).values_list("pk", "content_type"))
    alternatives = said_of_pictures(types)
    themes, kinds = themes_of(pages), _kinds_of(types)
    return [
        _work(
            row,
            kinds=[kinds[page] for page in places[row["pk"]] if page in kinds],
            themes=[theme for page in places[row["pk"]] for theme in themes.get(page, ())],
            alternatives=alternatives.get(row["pk"], []),
        )
        for row in ContentImage.objects.order_by("-created_at", "-pk").values(*COLUMNS)
        if row["pk"] in places
    ]


def _work(
    row: dict[str, Any],
    *,
    kinds: list[tuple[str, str]],
    themes: list[tuple[str, str]],
    alternatives: list[str],
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
    )


def _kinds_of(types: Mapping[int, int]) -> dict[int, tuple[str, str]]:
    """The kind of each page: as an address writes it, and in words."""
    with override(settings.LANGUAGE_CODE):
        names = {pk: _name_of_type(pk) for pk in set(types.values())}
    return {page: (slugify(names[kind]), names[kind]) for page, kind in types.items()}


def _name_of_type(pk: int) -> str:
    model = ContentType.objects.get_for_id(pk).model_class()
    return str(model._meta.verbose_name) if model is not None else ""
