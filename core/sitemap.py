"""`/sitemap.xml` and `/robots.txt`: every published address, for search engines that ask."""

from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from core.queries import published_addresses, published_terms

Entry = tuple[str, datetime | None]


class _OurSitemap(Sitemap):
    """Addresses with the scheme and host of `PARCOURS_SITE_URL`, as canonical links have them."""

    limit = 5000

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


SITEMAPS = {"pages": PageSitemap, "glossary": GlossarySitemap}


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    lines = ["User-agent: *", "Disallow: /admin/", "Disallow: /compte/", f"Sitemap: {settings.SITE_URL}/sitemap.xml"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
