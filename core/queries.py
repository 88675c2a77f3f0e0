"""What views and upper apps may read of the commons. Published content needs no user."""

from collections.abc import Callable, Iterator
from datetime import datetime

from django.apps import apps
from django.db import models
from django.db.models import QuerySet
from wagtail.models import Page, Site, get_page_models

from core.codes import is_code
from core.openness import is_open, open_pages

from .models import GlossaryTerm, Need, RegisteredCode
from .references import first_page_naming


def published_terms() -> QuerySet[GlossaryTerm]:
    return GlossaryTerm.objects.filter(live=True)


def published_pages(of_model: Callable[[type[Page]], bool]) -> Iterator[QuerySet[Page]]:
    """The published pages of each of the models that `of_model` accepts."""
    for model in filter(of_model, get_page_models()):
        yield model.objects.live()


def content_of_code(code: str) -> tuple[bool, models.Model | None]:
    """Whether a code was ever given, and the published content that has it now."""
    registered = RegisteredCode.objects.filter(code=code).first() if is_code(code) else None
    if registered is None:
        return False, None
    model = apps.get_model(registered.kind)
    return True, model._default_manager.filter(uid=registered.uid).first()


def address_of(content: models.Model) -> str | None:
    """Where a content is read: its own address, or that of the first published page that shows it (a quiz)."""
    if hasattr(content, "get_absolute_url"):
        address: str | None = content.get_absolute_url()
        return address
    page = first_page_naming(content)
    return page.get_url() if page else None


def part_of_content(code: str, reference: str) -> tuple[str, str] | None:
    """The title and address of a part of a published content (“step 3” of a scenario), where it has such parts."""
    _known, content = content_of_code(code.upper())
    if content is None or not getattr(content, "live", False) or (isinstance(content, Page) and not is_open(content)):
        return None
    return content.part(reference) if hasattr(content, "part") else None


def needs() -> list[Need]:
    """The needs in the editors' order: the first way into the site."""
    return list(Need.objects.all())


def need_of_slug(slug: str) -> Need | None:
    return Need.objects.filter(slug=slug).first()


def published_addresses() -> list[tuple[str, datetime | None]]:
    """The addresses of all the published pages, in the order of the tree, with the time of their last publication."""
    site = Site.objects.select_related("root_page").filter(is_default_site=True).first()
    if site is None:
        return []
    root = site.root_page.url_path
    pages = open_pages(site.root_page.get_descendants(inclusive=True)).order_by("path")
    return [("/" + path.removeprefix(root), when) for path, when in pages.values_list("url_path", "last_published_at")]


def first_page_of_each_kind() -> list[str]:
    """An address of every kind of published page: enough to see whether each template still answers."""
    site = Site.objects.select_related("root_page").filter(is_default_site=True).first()
    if site is None:
        return []
    pages = open_pages(site.root_page.get_descendants(inclusive=True))
    firsts = pages.values("content_type").annotate(first=models.Min("path")).values("first")
    paths = pages.filter(path__in=firsts).order_by("path").values_list("url_path", flat=True)
    return ["/" + path.removeprefix(site.root_page.url_path) for path in paths]
