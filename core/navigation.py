"""Which entries of the menus lead somewhere, and which one the visitor stands under."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import Resolver404, resolve
from wagtail.models import Page, Site


@dataclass(frozen=True)
class Entry:
    """An entry to show. `current` is the value of `aria-current`: `page`, `true` for a page under it, or empty."""

    path: str
    label: str
    current: str


def menu(request: HttpRequest | None, name: str) -> list[Entry]:
    """
    The entries of a menu (settings, `MENUS`) that lead somewhere, in their order. One query for all the menus of a page.

    Without a request (the pages of errors) only views are known.
    """
    open_paths = _open_paths(request)
    here = request.path if request else ""
    return [
        Entry(path, label, "page" if here == path else "true" if here.startswith(tuple(under)) else "")
        for path, label, under in settings.MENUS[name]
        if path in open_paths
    ]


def is_open(request: HttpRequest | None, path: str) -> bool:
    """Whether an address of the menus leads somewhere."""
    return path in _open_paths(request)


def _open_paths(request: HttpRequest | None) -> set[str]:
    kept: set[str] | None = getattr(request, "menu_paths", None)
    if kept is None:
        kept = answering(request, [path for entries in settings.MENUS.values() for path, _, _ in entries])
        if request is not None:
            request.menu_paths = kept  # type: ignore[attr-defined]
    return kept


def answering(request: HttpRequest | None, paths: Iterable[str]) -> set[str]:
    """Those of the addresses that answer: a view of the site, or a published page. One query at most."""
    served = {path: _is_page(path) for path in paths}
    views = {path for path, is_page in served.items() if is_page is False}
    site = Site.find_for_request(request) if request else None
    if site is None:
        return views
    root = site.root_page.url_path.rstrip("/")
    pages = {root + path: path for path, is_page in served.items() if is_page}
    found = Page.objects.live().public().filter(url_path__in=pages).values_list("url_path", flat=True)
    return views | {pages[url_path] for url_path in found}


def _is_page(path: str) -> bool | None:
    """Whether Wagtail serves an address, rather than a view of ours; nothing when neither does."""
    try:
        return resolve(path).url_name == "wagtail_serve"
    except Resolver404:
        return None
