"""What everybody may see: published, and under no view restriction of Wagtail (a password, some groups, an account)."""

from typing import Any, TypeVar

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from wagtail.models import Page, PageViewRestriction

Pages = TypeVar("Pages", bound=QuerySet[Any])


def open_pages(pages: Pages, seen_from: Page | None = None) -> Pages:
    """
    The pages that public lists, links, feeds and maps of the site may name: the title of a private page is private too.

    On a page that is itself private, whoever reads it has passed the restrictions above it: `seen_from` is that page,
    and they do not count. All within the same query, where Wagtail's `public()` first asks for the restrictions.
    """
    return pages.filter(_open(seen_from))


def with_openness(pages: Pages) -> Pages:
    """The same pages, each with `is_open`: whether everybody may see it."""
    return pages.annotate(is_open=_open())


def is_open(page: Page) -> bool:
    """Whether everybody may see a page. A page that was just served, or read `with_openness`, knows it already."""
    if hasattr(page, "is_open"):
        return bool(page.is_open)
    return open_pages(Page.objects.filter(pk=page.pk)).exists()


def once_allowed(request: HttpRequest, page: Page, answer: HttpResponse) -> HttpResponse:
    """
    The answer, for those who may see a page; the others get the form of its password, or the door.

    For what gives its address away: the slug of a private page is its title.
    """
    from wagtail.wagtail_hooks import check_view_restrictions  # it asks for the models: too early above

    return check_view_restrictions(lambda *_args: answer)(page, request, [], {})


def unrestricted(path: str = "path", seen_from: Page | None = None) -> Q:
    """For rows that name a page by `path`: no restriction stands on that page nor above it."""
    here = ExpressionWrapper(OuterRef(path), output_field=CharField())
    above = PageViewRestriction.objects.annotate(reached=here).filter(reached__startswith=F("page__path"))
    if seen_from is not None:
        above = above.exclude(page__path__in=_paths_down_to(seen_from))
    return Q(~Exists(above))


def _open(seen_from: Page | None = None) -> Q:
    return unrestricted(seen_from=seen_from) & Q(live=True)


def _paths_down_to(page: Page) -> list[str]:
    return [page.path[:length] for length in range(Page.steplen, len(page.path) + 1, Page.steplen)]
