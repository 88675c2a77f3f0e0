"""The public pages of a site made for the tests, rendered once by Django and kept: the gates then need no database."""

import gzip
import mimetypes
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.contrib.staticfiles import finders
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings

from search.engine import forget_engines

from .contents import Commons

ORIGIN = "http://localhost"  # an address that browsers trust without TLS


@dataclass
class Rendered:
    """A page as a visitor without a cookie receives it."""

    path: str
    status: int
    html: str
    headers: dict[str, str]
    queries: list[str]


@dataclass
class Site:
    """The rendered pages by kind, the files that they ask for by path, and the links that lead nowhere."""

    pages: dict[str, Rendered]
    media: dict[str, bytes]
    dead_links: list[str] = field(default_factory=list)

    def answer(self, route: object) -> None:
        """Plays the server for a page of Chromium (`context.route("**/*", site.answer)`); elsewhere nothing answers."""
        address = urlsplit(route.request.url)
        if f"{address.scheme}://{address.netloc}" != ORIGIN:
            route.abort()
            return
        path = address.path + (f"?{address.query}" if address.query else "")
        page = next((page for page in self.pages.values() if page.path == path), None)
        if page:
            route.fulfill(status=page.status, body=page.html, headers=page.headers)
            return
        content = self.file(address.path)
        if content is None:
            route.fulfill(status=404, body="")
            return
        kind = mimetypes.guess_type(address.path)[0] or "application/octet-stream"
        route.fulfill(status=200, body=content, content_type=kind)

    def file(self, path: str) -> bytes | None:
        if path.startswith(settings.STATIC_URL):
            found = finders.find(path.removeprefix(settings.STATIC_URL))
            return Path(found).read_bytes() if found else None
        return self.media.get(path)

    def weight(self, path: str) -> int:
        """What a file weighs on the way: text is compressed, fonts and images already are."""
        page = next((page for page in self.pages.values() if page.path == path), None)
        content = page.html.encode() if page else self.file(urlsplit(path).path) or b""
        is_text = page or path.endswith((".css", ".js", ".svg"))
        return len(gzip.compress(content, 6)) if is_text else len(content)


def ignore(kind: str, path: str) -> None:
    """Nothing more to do with a page."""


def render_site(
    make: Callable[[], Commons], *, follow: bool = False, also: Callable[[str, str], None] = ignore
) -> Site:
    """
    Builds the contents, asks for every page as a stranger, follows every link if asked to, then forgets it all.

    `also` is called with each kind of page and its address while they exist.
    """
    with forgotten(), _searched():
        commons = make()
        for kind, path in commons.paths.items():
            also(kind, path)
        pages = {kind: _rendered(path) for kind, path in commons.paths.items()}
        links = set().union(*(_inner_links(page.html) for page in pages.values())) if follow else set()
        dead = sorted(link for link in links if _leads_nowhere(link))
        folder = Path(settings.MEDIA_ROOT)
        media = {
            f"{settings.MEDIA_URL}{file.relative_to(folder)}": file.read_bytes()
            for file in folder.rglob("*")
            if file.is_file()
        }
    return Site(pages, media, dead)


@contextmanager
def _searched() -> Iterator[None]:
    """The index is made by the first search, in a folder of this site's own."""
    with TemporaryDirectory() as folder, override_settings(SEARCH_FOLDER=Path(folder), SEARCH_ELASTICSEARCH=""):
        forget_engines()
        yield
    forget_engines()


@contextmanager
def forgotten() -> Iterator[None]:
    """What is written to the database meanwhile is taken back."""
    ContentType.objects.clear_cache()
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    cache.clear()


def _rendered(path: str) -> Rendered:
    Client().get(path)  # images and content types are made once, not for each visitor
    cache.clear()
    with CaptureQueriesContext(connection) as queries:
        response = Client().get(path)
    return Rendered(
        path,
        response.status_code,
        response.content.decode(),
        dict(response.headers),
        [query["sql"] for query in queries.captured_queries],
    )


def _inner_links(html: str) -> set[str]:
    from html.parser import HTMLParser

    links: set[str] = set()

    class Links(HTMLParser):
        def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
            href = dict(attributes).get("href") or ""
            if tag == "a" and href.startswith("/"):
                links.add(href.partition("#")[0])

    Links().feed(html)
    return links


def _leads_nowhere(link: str) -> bool:
    return Client().get(link, follow=True).status_code >= 400
