"""
What can be found: one function per kind of content, from a published object to its `Document`.

Every page type stands in `PAGE_BUILDERS` or in `LEFT_OUT` (a test holds it); those of `home`, our neighbour, are
left out: one comes from the first page, and the menus of every page lead to the texts. A key names the content: `page:12`,
`term:3`, `product:doodle`.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

from django.db import models
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.blocks import StreamValue
from wagtail.models import Page

from actions.models import ActionIndexPage, ActionPage
from core.models import ContentPage, GlossaryTerm, Product
from core.openness import open_pages
from courses.models import LessonPage, ModuleIndexPage, ModulePage, SequencePage
from forum.enums import PostStatus
from forum.models import Topic
from forum.queries import visible_topics
from resources.models import (
    AdviceSheet,
    ArgumentSheet,
    SheetIndexPage,
    SheetsPage,
    Testimonial,
    ToolSheet,
    TutorialSheet,
)
from scenarios.models import ScenarioIndexPage, ScenarioPage
from search.bounds import DURATIONS, group_values, value_within
from search.document import Document, Kind
from search.plain_text import paragraphs_of, text_of, without_marks

MAX_BODY = 40_000


class OpenTools:
    """The tools that everybody may see, by key: read once for all the actions that name them."""

    @cached_property
    def by_pk(self) -> dict[int, ToolSheet]:
        tools = open_pages(ToolSheet.objects.all()).order_by("pk").only("slug", "group_min", "group_max")
        return {tool.pk: tool for tool in tools}

    def among(self, pks: Iterable[int]) -> list[ToolSheet]:
        chosen = set(pks)
        return [tool for pk, tool in self.by_pk.items() if pk in chosen]


def action(page: ActionPage, open_tools: OpenTools | None = None) -> Document:
    tools = (open_tools or OpenTools()).among(_chosen(page.sheets))
    groups = [value for tool in tools for value in group_values(tool.group_min, tool.group_max)]
    return _page(
        page,
        Kind.ACTION,
        replaces=_names(page.replaces.all()),
        skipped=("sheets", "testimonials"),
        facets={"outil": [tool.slug for tool in tools], "groupe": groups},
    )


def tool(page: ToolSheet) -> Document:
    groups = group_values(page.group_min, page.group_max)
    facets = {"outil": [page.slug], "groupe": groups}
    return _page(page, Kind.TOOL, replaces=_names(page.replaces.all()), skipped=("alternatives",), facets=facets)


def tutorial(page: TutorialSheet) -> Document:
    return _page(page, Kind.TUTORIAL, facets={"outil": [page.tool.slug] if page.tool else []})


def argument(page: ArgumentSheet) -> Document:
    return _page(page, Kind.ARGUMENT)


def advice(page: AdviceSheet) -> Document:
    return _page(page, Kind.ADVICE)


def scenario(page: ScenarioPage) -> Document:
    return _page(page, Kind.SCENARIO, skipped=("testimonials", "running_order"))


def lesson(page: LessonPage) -> Document:
    return _page(page, Kind.LESSON, skipped=("actions", "speakers", "further_readings"))


def module(page: ModulePage) -> Document:
    return _page(page, Kind.MODULE, skipped=("speakers",))


def term(entry: GlossaryTerm) -> Document:
    return Document(
        key=f"term:{entry.pk}",
        kind=Kind.TERM,
        title=entry.term,
        url=entry.get_absolute_url(),
        lead=without_marks(entry.definition),
        body=without_marks(entry.example),
        synonyms=tuple(entry.forms[1:]),
        facets={"type": (Kind.TERM.value,)},
    )


def testimonial(entry: Testimonial) -> Document:
    size = entry.group_size
    return Document(
        key=f"testimonial:{entry.pk}",
        kind=Kind.TESTIMONIAL,
        title=" – ".join(part for part in (entry.name, entry.organisation) if part),
        url=entry.get_absolute_url(),
        lead=entry.quote[:200],
        body=entry.quote,
        facets={"type": (Kind.TESTIMONIAL.value,), "groupe": tuple(group_values(size, size))},
    )


def topic(entry: Topic) -> Document:
    published = [post.source for post in entry.posts.all() if post.status == PostStatus.PUBLISHED]
    return Document(
        key=f"topic:{entry.pk}",
        kind=Kind.TOPIC,
        title=entry.title,
        url=entry.get_absolute_url(),
        lead=without_marks(published[0])[:200] if published else "",
        body=paragraphs_of("\n".join(published))[:MAX_BODY],
        facets={"type": (Kind.TOPIC.value,)},
        card={"state": entry.state},
    )


def product(entry: Product) -> Document:
    return Document(
        key=f"product:{entry.slug}",
        kind=Kind.PRODUCT,
        title=entry.name,
        url=reverse("replace_product", args=[entry.slug]),
        lead=entry.purpose,
        body=paragraphs_of(f"{entry.losses}\n{entry.what_to_say}"),
        synonyms=tuple(entry.names[1:]),
        checked_on=entry.checked_on,
        facets={"type": (Kind.PRODUCT.value,), "besoin": tuple(need.slug for need in entry.needs.all())},
    )


PAGE_BUILDERS: dict[type[Page], Callable[..., Document]] = {
    ActionPage: action,
    ToolSheet: tool,
    TutorialSheet: tutorial,
    ArgumentSheet: argument,
    AdviceSheet: advice,
    ScenarioPage: scenario,
    LessonPage: lesson,
    ModulePage: module,
}
LEFT_OUT: dict[type[Page], str] = {
    ModuleIndexPage: "a list of what is found",
    SequencePage: "its lessons are found",
    ScenarioIndexPage: "a list of what is found",
    ActionIndexPage: "a list of what is found",
    SheetsPage: "a list of what is found",
    SheetIndexPage: "a list of what is found",
}
PREFIXES: dict[type[models.Model], str] = {GlossaryTerm: "term", Testimonial: "testimonial", Topic: "topic"}
_WORDS = ("needs", "themes", "audiences", "tags")
_RELATED: dict[type[Page], tuple[str, ...]] = {
    ActionPage: ("replaces",),
    ToolSheet: ("replaces",),
    TutorialSheet: ("tool",),
}


def key_of(instance: models.Model) -> str | None:
    """The key of a content that can be found, or nothing for any other object."""
    if isinstance(instance, Page):
        return f"page:{instance.pk}" if instance.specific_class in PAGE_BUILDERS else None
    if isinstance(instance, Product):
        return f"product:{instance.slug}"
    prefix = PREFIXES.get(type(instance))
    return f"{prefix}:{instance.pk}" if prefix else None


def count_documents() -> int:
    """How many documents `all_documents` gives, in one query a kind."""
    return sum(content.count() for content, _ in _sources())


def all_keys() -> list[str]:
    """The key of every published content, in one query a kind."""
    named = [(content, *_named(content)) for content, _ in _sources()]
    return [f"{prefix}:{value}" for content, prefix, field in named for value in content.values_list(field, flat=True)]


def all_documents() -> Iterator[Document]:
    """Every published content, kind after kind, a few hundred objects in memory at a time."""
    for content, build in _sources():
        for instance in content.iterator(chunk_size=200):
            yield build(instance)


def documents_of(keys: Iterable[str]) -> tuple[list[Document], list[str]]:
    """The documents of some keys, and the keys that have none any more: unpublished, restricted or deleted."""
    wanted = set(keys)
    found = [build(one) for content, build in _sources() for one in _among(content, wanted)]
    return found, sorted(wanted - {one.key for one in found})


def _sources() -> list[tuple[QuerySet[Any], Callable[..., Document]]]:
    pages = {
        model: open_pages(model.objects.all()).prefetch_related(*_WORDS, *_RELATED.get(model, ())).order_by("pk")
        for model in PAGE_BUILDERS
    }
    builders = PAGE_BUILDERS | {ActionPage: partial(action, open_tools=OpenTools())}
    return [
        *((pages[model], builders[model]) for model in PAGE_BUILDERS),
        (GlossaryTerm.objects.filter(live=True).order_by("pk"), term),
        (Testimonial.objects.filter(live=True).order_by("pk"), testimonial),
        (visible_topics().prefetch_related("posts").order_by("pk"), topic),
        (Product.objects.prefetch_related("needs").order_by("pk"), product),
    ]


def _among(content: QuerySet[Any], keys: set[str]) -> Iterable[models.Model]:
    prefix, field = _named(content)
    values = [key.partition(":")[2] for key in keys if key.startswith(f"{prefix}:")]
    return content.filter(**{f"{field}__in": values}) if values else []


def _named(content: QuerySet[Any]) -> tuple[str, str]:
    """How the keys of a kind begin, and the field that they hold."""
    return ("product", "slug") if content.model is Product else (PREFIXES.get(content.model, "page"), "pk")


def _page(
    page: ContentPage,
    kind: Kind,
    replaces: tuple[str, ...] = (),
    skipped: tuple[str, ...] = (),
    facets: dict[str, list[str]] | None = None,
) -> Document:
    found = {
        "type": [kind.value],
        "besoin": [need.slug for need in page.needs.all()],
        "theme": [theme.slug for theme in page.themes.all()],
        "public": [audience.slug for audience in page.audiences.all()],
        "niveau": [page.level],
        "duree": value_within(DURATIONS, page.duration),
        "licence": [page.licence],
        **(facets or {}),
    }
    return Document(
        key=f"page:{page.pk}",
        kind=kind,
        title=page.title,
        url=page.url or "",
        lead=page.summary,
        body=text_of(page, (*skipped, "sources"))[:MAX_BODY],
        synonyms=tuple(tag.name for tag in page.tags.all()),
        replaces=replaces,
        checked_on=page.checked_on,
        facets={facet: tuple(dict.fromkeys(values)) for facet, values in found.items() if values},
        card={"code": page.code, "level": page.level, "minutes": page.duration, "groups": found.get("groupe", [])},
    )


def _names(products: Iterable[Product]) -> tuple[str, ...]:
    return tuple(name for one in products for name in one.names)


def _chosen(stream: StreamValue) -> list[int]:
    return [block["value"] for block in stream.raw_data if block["value"]]
