"""The catalogue, kept by each process until a page, a picture or a restriction changes."""

from secrets import token_hex

from django.core.cache import cache
from django.db import transaction

from .catalogue import Catalogue
from .collecting import open_works

VERSION = "gallery:version"
_kept: dict[str, Catalogue] = {}


def open_catalogue() -> Catalogue:
    """
    What everybody may look for: the pictures of open pages.

    One query of the cache when nothing changed; any process sees a change at its next page.
    """
    version = cache.get(VERSION)
    if version is None:
        version = token_hex(8)
        cache.set(VERSION, version, timeout=None)
    kept = _kept.get(version)
    if kept is None:
        kept = Catalogue(open_works())
        _kept.clear()  # the one before
        _kept[version] = kept
    return kept


def forget_catalogue() -> None:
    transaction.on_commit(lambda: cache.set(VERSION, token_hex(8), timeout=None))
