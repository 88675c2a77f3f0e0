"""
How a page says who uses it, without knowing the apps above.

An upper app registers its kind of page with the sentence that introduces it: scenarios say that “this action serves in
these scenarios”, lessons that they help to “understand why”.
"""

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.functional import Promise
from wagtail.models import Page

from .references import pages_naming


@dataclass(frozen=True)
class Usage:
    """Pages of one kind that name a content, under their heading. `name` is the css and test hook."""

    name: str
    heading: str
    pages: list[Any]


@dataclass(frozen=True)
class _Registered:
    target: type[models.Model]
    source: type[Page]
    name: str
    heading: Promise


_registered: list[_Registered] = []


def register(target: type[models.Model], source: type[Page], name: str, heading: Promise) -> None:
    """Says that pages of the kind `source` are shown, under `heading`, on the contents `target` that they name."""
    _registered.append(_Registered(target, source, name, heading))


def usages_of(target: models.Model) -> list[Usage]:
    """The published pages that name a content, by kind in the order of registration; kinds without a page are left out."""
    entries = [entry for entry in _registered if isinstance(target, entry.target)]
    pages = pages_naming(target, [entry.source for entry in entries])
    return [Usage(entry.name, str(entry.heading), pages[entry.source]) for entry in entries if pages[entry.source]]
