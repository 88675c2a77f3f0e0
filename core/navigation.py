"""Which entries of the menus lead somewhere, and which one the visitor stands under."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import Resolver404, resolve
from wagtail.models import Page, Site

from core.openness import open_pages


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
        Entry(path, str(label), "page" if here == path else "true" if here.startswith(tuple(under)) else "")
        for path, label, under in settings.MENUS[name]
        if path in open_paths
    ]


def is_open(request: HttpRequest | None, path: str) -> bool:
    """Whether an address of the menus leads somewhere."""
    return path in _open_paths(request)


def is_view(path: str) -> bool:
    """Whether a view of the site answers at an address (a page of the tree is not one)."""
    return _is_page(path) is False


def pages_in_menus(site: Site) -> dict[str, str]:
    """The entries of the menus that are pages of the tree: their `url_path`, and their address."""
    root = site.root_page.url_path.rstrip("/")
    return {root + path: path for path in _menu_paths() if _is_page(path)}


def remember_open(request: HttpRequest, pages: set[str]) -> None:
    """Keeps for this request which pages of the menus are published, when they were read already."""
    request.open_paths = _views() | pages  # type: ignore[attr-defined]


def _open_paths(request: HttpRequest | None) -> set[str]:
    site = Site.find_for_request(request) if request else None
    if request is None or site is None:
        return _views()
    if not hasattr(request, "open_paths"):
        pages = pages_in_menus(site)
        found = open_pages(Page.objects.filter(url_path__in=pages)).values_list("url_path", flat=True)
        remember_open(request, {pages[url_path] for url_path in found})
    return request.open_paths  # type: ignore[attr-defined]


def _menu_paths() -> list[str]:
    return [path for entries in settings.MENUS.values() for path, _, _ in entries]


def _views() -> set[str]:
    return {path for path in _menu_paths() if _is_page(path) is False}


def _is_page(path: str) -> bool | None:
    """Whether Wagtail serves an address, rather than a view of ours; nothing when neither does."""
    try:
        return resolve(path).url_name == "wagtail_serve"
    except Resolver404:
        return None
