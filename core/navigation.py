"""Which entries of the menus lead somewhere, and which one the visitor stands under."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Q
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
    The entries of a menu (settings, `MENUS`) that lead somewhere, in their order; at the foot, then come the pages that
    editors show in menus. One query for all the menus of a page.

    Without a request (the pages of errors) only views are known.
    """
    open_paths = _open_paths(request)
    here = request.path if request else ""
    entries = [
        Entry(path, str(label), "page" if here == path else "true" if here.startswith(tuple(under)) else "")
        for path, label, under in settings.MENUS[name]
        if path in open_paths
    ]
    added = getattr(request, "added_to_menus", {}) if name == "footer" else {}
    return entries + [Entry(path, title, "page" if here == path else "") for path, title in added.items()]


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


def may_be_in_menus(site: Site) -> Q:
    """The pages to read for the menus: those of the settings, and those right under the home that editors show there."""
    under_home = Q(depth=site.root_page.depth + 1, path__startswith=site.root_page.path)
    return Q(url_path__in=pages_in_menus(site)) | (under_home & Q(show_in_menus=True))


def remember_open(request: HttpRequest, site: Site, pages: Iterable[Page]) -> None:
    """Keeps for this request which pages of the menus are published, when they were read already."""
    known = pages_in_menus(site)
    named = [page for page in pages if page.url_path in known]
    added = sorted(
        (page for page in pages if page.show_in_menus and page.depth == site.root_page.depth + 1 and page not in named),
        key=lambda page: page.path,
    )
    request.open_paths = _views() | {known[page.url_path] for page in named}  # type: ignore[attr-defined]
    start = len(site.root_page.url_path) - 1
    request.added_to_menus = {page.url_path[start:]: page.title for page in added}  # type: ignore[attr-defined]


def _open_paths(request: HttpRequest | None) -> set[str]:
    site = Site.find_for_request(request) if request else None
    if request is None or site is None:
        return _views()
    if not hasattr(request, "open_paths"):
        found = open_pages(Page.objects.filter(may_be_in_menus(site)))
        remember_open(request, site, list(found.only("path", "depth", "url_path", "title", "show_in_menus")))
    return request.open_paths  # type: ignore[attr-defined]


def _menu_paths() -> list[str]:
    return [path for entries in settings.MENUS.values() for path, _, _ in entries]


def _views() -> set[str]:
    return {path for path in _menu_paths() if _is_page(path) is False}


def _is_page(path: str) -> bool | None:
    """Whether Wagtail serves an address, rather than a view of ours; nothing when neither does."""
    try:
        found = resolve(path)
    except Resolver404:
        return None
    return None if _is_closed(found.func) else found.url_name == "wagtail_serve"


def is_closed(path: str) -> bool:
    """Whether the view at an address says that this site has not what it shows (the forum)."""
    return _is_closed(resolve(path).func)


def _is_closed(view: object) -> bool:
    ask = getattr(view, "is_closed", None)
    return ask is not None and bool(ask())
