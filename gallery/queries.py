"""The catalogues, kept by each process until a page, a picture or a restriction changes."""

from collections.abc import Callable
from secrets import token_hex

from django.core.cache import cache
from django.db import transaction

from .catalogue import Catalogue
from .collecting import all_works, open_works
from .works import Work

VERSION = "gallery:version"
_kept: dict[str, tuple[str, Catalogue]] = {}


def open_catalogue() -> Catalogue:
    """What everybody may look for: the pictures of open pages."""
    return _catalogue("open", open_works)


def whole_catalogue() -> Catalogue:
    """Every picture, for editors."""
    return _catalogue("whole", all_works)


def _catalogue(name: str, read: Callable[[], list[Work]]) -> Catalogue:
    """One query of the cache when nothing changed; any process sees a change at its next page."""
    version = cache.get(VERSION)
    if version is None:
        version = token_hex(8)
        cache.set(VERSION, version, timeout=None)
    kept = _kept.get(name)
    if kept is None or kept[0] != version:
        kept = _kept[name] = (version, Catalogue(read()))
    return kept[1]


def forget_catalogues() -> None:
    transaction.on_commit(lambda: cache.set(VERSION, token_hex(8), timeout=None))
