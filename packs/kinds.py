"""The registry of what packs hold. Each app registers its kinds when it is ready; the order is that of the import."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models
from wagtail.models import Page

from core.addresses import SLUG
from core.models import Audience, GlossaryTerm, Need, Product, Theme

from .files import PackFile

COMMON_FIELDS = (
    "level",
    "duration",
    "needs",
    "themes",
    "audiences",
    "tags",
    "checked_on",
    "checked_with",
    "licence",
    "authors",
    "sources",
    "source_title",
    "source_url",
    "changes",
)
WORDS: dict[str, type[Need] | type[Theme] | type[Audience]] = {
    "vocabulary/needs.yaml": Need,
    "vocabulary/themes.yaml": Theme,
    "vocabulary/audiences.yaml": Audience,
}


@dataclass(frozen=True)
class Whole:
    """
    Content that one app says as a mapping of its own, in a YAML file: it reads and writes the whole of it.

    `problems` gives what is wrong with a mapping, each with the path that leads to it; `load` creates or changes the
    content of its `uid` and publishes it; `dump` is the mapping of a content; `slugs` names the files of several.
    """

    problems: Callable[[Any], list[tuple[tuple[str | int, ...], str]]]
    load: Callable[[dict[str, Any]], models.Model]
    dump: Callable[[Any], dict[str, Any]]
    slugs: Callable[[Sequence[Any]], list[str]]


@dataclass(frozen=True)
class Kind:
    """
    One kind of content, one file each.

    `pattern` is the path of its files, `{slug}` being the content's own slug and other names those of the pages above;
    `fields` are the keys in their order; `text` the field written after the front matter; `title` the field of the key
    `title`; `above` the pattern of the reference to the parent page, or `parent` finds the page that holds them all;
    `below` is the key that lists the slugs of the pages below, in order. A pattern without `{slug}` is the file of the
    one page of this kind that every site has. `check` is a rule that forms hold and that old content may break: it raises
    ValidationError, and packs hold it too.
    """

    model: type[models.Model]
    pattern: str
    fields: tuple[str, ...] = ()
    text: str = ""
    title: str = "title"
    above: str = ""
    below: str = ""
    parent: Callable[[], Page] | None = None
    whole: Whole | None = None
    check: Callable[[Any], None] | None = None

    @property
    def is_page(self) -> bool:
        return issubclass(self.model, Page)

    @property
    def has_uid(self) -> bool:
        return any(f.name == "uid" for f in self.model._meta.get_fields())

    @property
    def keys(self) -> tuple[str, ...]:
        identity = ("uid", "code") if self.has_uid else ()
        return ("title", *identity, *self.fields, *((self.below,) if self.below else ()))

    def match(self, path: str) -> dict[str, str] | None:
        """The slugs in a path of this kind."""
        expression = re.sub(
            r"\{(\w+)\}", rf"(?P<\1>{SLUG})", re.escape(self.pattern).replace(r"\{", "{").replace(r"\}", "}")
        )
        found = re.fullmatch(expression, path)
        return {"slug": "", **found.groupdict()} if found else None

    def paths_of(self, instances: Sequence[Any]) -> list[str]:
        """The paths of the files that objects are written to: one query more, however many they are."""
        slugs = self.whole.slugs(instances) if self.whole else [instance.slug for instance in instances]
        above = re.findall(r"\{(\w+)\}", self.above)
        slugs_above = _slugs_above(instances, len(above)) if above else [()] * len(instances)
        return [
            self.pattern.format(slug=slug, **dict(zip(above, known, strict=True)))
            for slug, known in zip(slugs, slugs_above, strict=True)
        ]

    def objects(self) -> Iterable[Any]:
        """What an export takes: all that is published."""
        manager = self.model._default_manager
        if self.is_page:
            return manager.filter(live=True).order_by("path")
        if any(f.name == "live" for f in self.model._meta.get_fields()):
            return manager.filter(live=True).order_by("pk" if self.whole else "slug")
        return manager.order_by("slug")

    def find(self, uid: Any, slug: str) -> Any:
        """The object of this site that is the same content, in its latest draft."""
        lookup = {"uid": uid} if self.has_uid else {"slug": slug} if slug else {}
        instance = self.model._default_manager.filter(**lookup).first()
        return latest(instance) if instance is not None else None


def latest(instance: Any) -> Any:
    """An object as its editors see it: with the changes that are not published yet."""
    if getattr(instance, "has_unpublished_changes", False) and instance.latest_revision_id:
        return instance.get_latest_revision_as_object()
    return instance


def _slugs_above(pages: Sequence[Page], levels: int) -> list[tuple[str, ...]]:
    """For each page, the slugs of the pages above it, `levels` of them, the highest first."""
    steps = [Page.steplen * level for level in range(levels, 0, -1)]
    paths = {page.path[:-step] for page in pages for step in steps}
    slugs = dict(Page.objects.filter(path__in=paths).values_list("path", "slug"))
    return [tuple(slugs[page.path[:-step]] for step in steps) for page in pages]


_kinds: list[Kind] = []


def register(*kinds: Kind) -> None:
    _kinds.extend(kind for kind in kinds if kind not in _kinds)


def registered() -> list[Kind]:
    return list(_kinds)


def kind_of(file: PackFile) -> tuple[Kind, dict[str, str]] | None:
    """The kind that a file belongs to, with the slugs of its path."""
    for kind in _kinds:
        if slugs := kind.match(file.path):
            return kind, slugs
    return None


register(
    Kind(
        Product,
        "products/{slug}.md",
        ("other_names", "purpose", "losses", "what_to_say", "needs", "checked_on"),
        title="name",
    ),
    Kind(GlossaryTerm, "glossary/{slug}.md", ("other_forms", "example", "see_also"), text="definition", title="term"),
)
