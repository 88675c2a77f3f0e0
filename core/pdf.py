"""
Documents on paper: HTML to tagged PDF (PDF/UA-1, ISO 14289-1), made once and kept.

A document is made one at a time in a process, so that many requests cannot exhaust the machine; what was made is kept
in a folder under a key that holds the revision of its content, and older ones of the same content are removed.
"""

import base64
import hashlib
import os
import re
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpResponse
from django.utils.translation import gettext as _
from weasyprint import HTML
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

KEPT_PER_CONTENT = 40
WAIT_SECONDS = 30
_one_at_a_time = threading.Lock()


class PdfBusyError(Exception):
    """Another document is being made and this one waited too long."""


def busy_response() -> HttpResponse:
    """What a visitor is told when another document takes too long."""
    message = _("Another document is being made. Try again in a moment.")
    return HttpResponse(message, status=503, headers={"Retry-After": "30"}, content_type="text/plain; charset=utf-8")


@dataclass(frozen=True)
class Pdf:
    path: Path
    pages: int


class _OwnFiles(URLFetcher):
    """Documents are made of the site's own static files and media, read from the disk: nothing else is fetched."""

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        if url.startswith("data:"):
            return super().fetch(url, headers)
        path = unquote(urlsplit(url).path)
        if url.startswith(settings.SITE_URL) or url.startswith("file:"):
            file = _static_file(path) or _media_file(path)
            if file is not None:
                return URLFetcherResponse(url, file.read_bytes())
        raise FatalURLFetchingError(f"A document asked for {url}, which is not a file of this site.")


def _static_file(path: str) -> Path | None:
    if not path.startswith(settings.STATIC_URL):
        return None
    name = path.removeprefix(settings.STATIC_URL)
    collected = Path(settings.STATIC_ROOT) / name
    found = str(collected) if collected.is_file() else finders.find(name)
    return Path(found) if found else None


def _media_file(path: str) -> Path | None:
    if not path.startswith(settings.MEDIA_URL):
        return None
    root = Path(settings.MEDIA_ROOT).resolve()
    file = (root / path.removeprefix(settings.MEDIA_URL)).resolve()
    return file if file.is_relative_to(root) and file.is_file() else None


def paper_style(*, alone: bool = False) -> str:
    """The style sheet of paper. For a file that is `alone`, its fonts stand inside."""
    style = _static_bytes("css/paper.css").decode()
    return re.sub(r"\.\./(fonts/[\w.-]+)", lambda match: _address(match.group(1), alone), style)


def _address(name: str, alone: bool) -> str:
    if not alone:
        return f"{settings.STATIC_URL}{name}"
    return f"data:font/woff2;base64,{base64.b64encode(_static_bytes(name)).decode()}"


def _static_bytes(name: str) -> bytes:
    file = _static_file(f"{settings.STATIC_URL}{name}")
    if file is None:
        raise FileNotFoundError(name)
    return file.read_bytes()


def render(html: str) -> tuple[bytes, int]:
    """A PDF/UA-1 document and its number of pages. Addresses in `html` are relative to the site."""
    document = HTML(string=html, base_url=f"{settings.SITE_URL}/", url_fetcher=_OwnFiles()).render(
        pdf_variant="pdf/ua-1", pdf_tags=True
    )
    return document.write_pdf(pdf_variant="pdf/ua-1", pdf_tags=True), len(document.pages)


def kept(content: str, version: str, make: Callable[[], str]) -> Pdf:
    """
    The document of a content (its code) in a version (its revision and options), made from HTML when it is not kept.

    Raises `PdfBusyError` after half a minute of waiting for another document.
    """
    folder = Path(settings.VAR_DIR) / "documents"
    name = f"{content}-{hashlib.sha256(version.encode()).hexdigest()[:20]}"
    if found := _find(folder, name):
        return found
    if not _one_at_a_time.acquire(timeout=WAIT_SECONDS):
        raise PdfBusyError
    try:
        if found := _find(folder, name):
            return found
        data, pages = render(make())
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{name}-{pages}p.pdf"
        partial = path.with_suffix(f".{os.getpid()}.part")
        partial.write_bytes(data)
        partial.replace(path)
        _forget_oldest(folder, content)
        return Pdf(path, pages)
    finally:
        _one_at_a_time.release()


def _find(folder: Path, name: str) -> Pdf | None:
    """The number of pages stands in the name of the file, so that it can be announced without opening it."""
    for path in folder.glob(f"{name}-*p.pdf"):
        return Pdf(path, int(path.stem.rsplit("-", 1)[1].removesuffix("p")))
    return None


def _forget_oldest(folder: Path, content: str) -> None:
    files = sorted(folder.glob(f"{content}-*.pdf"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in files[KEPT_PER_CONTENT:]:
        path.unlink(missing_ok=True)
