"""The library as a visitor reads it: the pack imported, every published page rendered, every inner link followed."""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import transaction
from django.test import Client

from core.keeping_html import keep_html_of_all_pages
from core.packs.importing import import_pack
from core.queries import published_addresses, published_terms
from tests.demo.reading import PACK, Item

_INNER_LINK = re.compile(r'<a [^>]*href="(/[^"]*)"')
_TERM_LINK = re.compile(r'href="/glossaire/([a-z0-9-]+)/"')
_MAIN = re.compile(r"<main.*</main>", re.DOTALL)
_FOLDERS = {
    "actions": "/actions/{}/",
    "scenarios": "/agir/{}/",
    "pages": "/{}/",
    "sheets/tools": "/fiches/outil/{}/",
    "sheets/tutorials": "/fiches/mode-d-emploi/{}/",
    "sheets/arguments": "/fiches/argumentaire/{}/",
    "sheets/advice": "/fiches/conseil/{}/",
    "glossary": "/glossaire/{}/",
}


@dataclass(frozen=True)
class Library:
    """The HTML of the published pages by path; each inner link that answers an error, with the pages that hold it."""

    pages: dict[str, str]
    dead_links: dict[str, list[str]] = field(default_factory=dict)

    def linked_terms(self, item: Item) -> set[str]:
        """The slugs of the words of the glossary that the page of an item links (the steps of a scenario too)."""
        path = path_of(item)
        nested = item.reference.startswith("scenarios/")
        found = [html for at, html in self.pages.items() if at == path or (nested and at.startswith(path))]
        assert found, path
        return {slug for html in found for slug in _TERM_LINK.findall(_MAIN.search(html)[0])}


def path_of(item: Item) -> str:
    folder, _, slug = item.reference.rpartition("/")
    if folder.startswith("modules/"):
        path = item.reference.removeprefix("modules/").removesuffix("/module").removesuffix("/sequence")
        return f"/apprendre/{path}/"
    return _FOLDERS[folder].format(slug)


def render_library() -> Library:
    ContentType.objects.clear_cache()
    with transaction.atomic():
        import_pack(PACK)
        keep_html_of_all_pages.func()  # what runs after the transaction of a true import
        library = _rendered()
        transaction.set_rollback(True)
    ContentType.objects.clear_cache()
    cache.clear()
    return library


def _rendered() -> Library:
    paths = [path for path, _ in published_addresses()] + [term.get_absolute_url() for term in published_terms()]
    pages = {path: Client().get(path).content.decode() for path in paths}
    holders = _holders(pages)
    steps = {path: Client().get(path).content.decode() for path in holders if "/etape-" in path}
    holders |= _holders(steps)
    dead = {path: found for path, found in holders.items() if path not in pages and _leads_nowhere(path)}
    return Library(pages | steps, dead)


def _holders(pages: dict[str, str]) -> dict[str, list[str]]:
    """The pages that hold each inner link, its query and fragment left out; the PDF have tests of their own."""
    holders = defaultdict(list)
    for path, html in pages.items():
        for link in {urlsplit(link).path for link in _INNER_LINK.findall(html)}:
            if not link.endswith(".pdf"):
                holders[link].append(path)
    return holders


def _leads_nowhere(path: str) -> bool:
    return Client().get(path, follow=True).status_code >= 400


def drawings(html: str) -> list[str]:
    """The opening tags of the schemas drawn in the page, and of its images."""
    return re.findall(r'<img [^>]*>|<svg [^>]*role="img"[^>]*>', html)
