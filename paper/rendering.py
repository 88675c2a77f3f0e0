"""
HTML to tagged PDF (PDF/UA-1, ISO 14289-1) by WeasyPrint, from the site's own files alone.

Imported when a document is made, not when the site starts: WeasyPrint is a third of what a start would load.
"""

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import Element

from django.conf import settings
from weasyprint import HTML
from weasyprint.urls import URLFetcher, URLFetcherResponse, URLFetchingError

from .style import static_file

LOW_PRIORITY = 19  # the lowest


class _OwnFiles(URLFetcher):
    """
    Documents are made of the site's own static files and media, read from the disk: nothing else is fetched.

    What is not there is logged, and the document made without it: a lost picture leaves its words.
    """

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        if url.startswith("data:"):
            return super().fetch(url, headers)
        path = unquote(urlsplit(url).path)
        if url.startswith(settings.SITE_URL) or url.startswith("file:"):
            file = static_file(path) or _media_file(path)
            if file is not None:
                return URLFetcherResponse(url, file.read_bytes())
        raise URLFetchingError(f"A document asked for {url}, which is not a file of this site.")


def _media_file(path: str) -> Path | None:
    if not path.startswith(settings.MEDIA_URL):
        return None
    root = Path(settings.MEDIA_ROOT).resolve()
    file = (root / path.removeprefix(settings.MEDIA_URL)).resolve()
    return file if file.is_relative_to(root) and file.is_file() else None


def render(html: str) -> tuple[bytes, int]:
    """
    A PDF/UA-1 document and its number of pages. Addresses in `html` are relative to the site.

    Drawn in a thread of low priority (on Linux each thread has its own): on a small machine those who read go first.
    The thread asks nothing of the database, so that nobody ever waits for what it would hold.
    """
    with ThreadPoolExecutor(1, initializer=os.nice, initargs=(LOW_PRIORITY,)) as behind:
        return behind.submit(_drawn, html).result()


def _drawn(html: str) -> tuple[bytes, int]:
    source = HTML(string=html, base_url=f"{settings.SITE_URL}/", url_fetcher=_OwnFiles())
    _head_every_column(source.etree_element)
    document = source.render(pdf_variant="pdf/ua-1", pdf_tags=True)
    return document.write_pdf(pdf_variant="pdf/ua-1", pdf_tags=True), len(document.pages)


def _head_every_column(root: Element) -> None:
    """The empty corner of a table is a header on paper: PDF/UA (7.5) wants every cell to have one or to be one."""
    for cell in root.iterfind(".//thead/tr/td"):
        cell.tag = "th"
        cell.set("scope", "col")
