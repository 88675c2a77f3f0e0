"""
Documents on paper: HTML to tagged PDF (PDF/UA-1, ISO 14289-1), made once and kept.

They are made by the worker, never while somebody waits for a page (`making`): here is what they are and where they
lie. What was made is kept under a key that holds the revision of its content and of its style; older ones of the same
content are removed.
"""

import hashlib
import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

from django.conf import settings

from .style import paper_style

KEPT_PER_CONTENT = 40


@dataclass(frozen=True)
class Document:
    """The document of a `content` (its code) in a `state` (its revision and options), with what writes its HTML."""

    content: str
    state: str
    html: Callable[[], str]

    @property
    def name(self) -> str:
        said = f"{self.state}/{_manner()}"
        return f"{self.content}-{hashlib.sha256(said.encode()).hexdigest()[:20]}"


@dataclass(frozen=True)
class Pdf:
    path: Path
    pages: int

    @property
    def digest(self) -> str:
        return _digest(self.path, self.path.stat().st_mtime_ns)


def folder() -> Path:
    return Path(settings.VAR_DIR) / "documents"


def found(document: Document) -> Pdf | None:
    """
    The document when it is kept. Waits for nothing: pages ask it to say how many pages there are.

    The number of pages stands in the name of the file, so that it can be announced without opening it.
    """
    for path in folder().glob(f"{document.name}-*p.pdf"):
        return Pdf(path, int(path.stem.rsplit("-", 1)[1].removesuffix("p")))
    return None


def made(document: Document) -> Pdf:
    """The document, made now when it is not kept. Takes seconds: for the worker and for commands."""
    if kept := found(document):
        return kept
    from .rendering import render

    data, pages = render(document.html())
    folder().mkdir(parents=True, exist_ok=True)
    path = folder() / f"{document.name}-{pages}p.pdf"
    partial = path.with_suffix(f".{os.getpid()}.part")
    partial.write_bytes(data)
    partial.replace(path)
    _forget_oldest(document.content)
    return Pdf(path, pages)


def _forget_oldest(content: str) -> None:
    files = sorted(folder().glob(f"{content}-*.pdf"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in files[KEPT_PER_CONTENT:]:
        path.unlink(missing_ok=True)


@lru_cache(maxsize=1)
def _manner() -> str:
    """Changes with the style of paper, its templates and what draws them: an update of the site makes documents anew."""
    templates = sorted((Path(settings.BASE_DIR) / "templates").rglob("*paper*.html"))
    parts = [paper_style(), version("weasyprint"), *(path.read_text("utf-8") for path in templates)]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


@lru_cache(maxsize=256)
def _digest(path: Path, changed: int) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
