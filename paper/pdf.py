"""
Documents on paper: HTML to tagged PDF (PDF/UA-1, ISO 14289-1), made once and kept.

A document is made one at a time in a process, so that many requests cannot exhaust the machine; what was made is kept
in a folder under a key that holds the revision of its content, and older ones of the same content are removed.
"""

import hashlib
import os
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import gettext as _

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
        from .rendering import render

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
