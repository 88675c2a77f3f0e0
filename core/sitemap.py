"""`/sitemap.xml` and `/robots.txt`: every published address, for search engines that ask."""

from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.core.paginator import EmptyPage
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from core.queries import published_addresses, published_terms

Entry = tuple[str, datetime | None]


class _OurSitemap(Sitemap):  # type: ignore[type-arg] # a generic for the checker alone
    """Addresses with the scheme and host of `PARCOURS_SITE_URL`, as canonical links have them."""

    limit = 5000  # the protocol allows 50,000; a file is made while somebody waits

    def get_protocol(self, protocol: str | None = None) -> str:
        return urlsplit(settings.SITE_URL).scheme

    def get_domain(self, site: object = None) -> str:
        return urlsplit(settings.SITE_URL).netloc

    def get_latest_lastmod(self) -> None:
        """Not said: it would read every page for the index alone."""

    def location(self, entry: Entry) -> str:
        return entry[0]

    def lastmod(self, entry: Entry) -> datetime | None:
        return entry[1]


class PageSitemap(_OurSitemap):
    def items(self) -> list[Entry]:
        return published_addresses()


class GlossarySitemap(_OurSitemap):
    def items(self) -> list[Entry]:
        return [(term.get_absolute_url(), None) for term in published_terms().order_by("slug")]


SITEMAPS: dict[str, type[_OurSitemap]] = {"pages": PageSitemap, "glossary": GlossarySitemap}


@require_safe
def sitemap(request: HttpRequest) -> TemplateResponse:
    """Every address in one file, or the list of the files that hold them (sitemaps.org, “Using Sitemap index files”)."""
    sections = {name: kind() for name, kind in SITEMAPS.items()}
    if all(section.paginator.num_pages == 1 for section in sections.values()):
        return _answer(request, "sitemap.xml", {"urlset": [url for one in sections.values() for url in one.get_urls()]})
    parts = [
        {"location": settings.SITE_URL + reverse("sitemap_part", args=[name, number])}
        for name, section in sections.items()
        for number in section.paginator.page_range
    ]
    return _answer(request, "sitemap_index.xml", {"sitemaps": parts})


@require_safe
def sitemap_part(request: HttpRequest, section: str, number: int) -> TemplateResponse:
    if section not in SITEMAPS:
        raise Http404
    try:
        urls = SITEMAPS[section]().get_urls(page=number)
    except EmptyPage as error:
        raise Http404 from error
    return _answer(request, "sitemap.xml", {"urlset": urls})


def _answer(request: HttpRequest, template: str, context: dict[str, object]) -> TemplateResponse:
    return TemplateResponse(
        request,
        template,
        context,
        content_type="application/xml",
        headers={"X-Robots-Tag": "noindex, noodp, noarchive"},
    )


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    closed = ["/admin/", "/compte/", "/signaler/", "/proposer/correction/", "/*/historique/"]
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed), f"Sitemap: {settings.SITE_URL}/sitemap.xml"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
