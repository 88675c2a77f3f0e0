"""The library on a site: imported, every published page rendered, every inner link followed, every paper made."""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import transaction
from django.test import Client

from core.keeping_html import keep_html_of_all_pages
from core.queries import published_addresses, published_terms
from packs.importing import import_pack
from packs.problems import Report
from tests.demo.counting import count_contents
from tests.demo.documents import complaints_of_weasyprint, fetch_documents
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
    """What the site made of the pack, kept once the site is forgotten."""

    imported: Report
    imported_again: Report
    counts: dict[str, int]
    pages: dict[str, str] = field(repr=False)
    """The HTML of what is published, by path."""
    dead_links: dict[str, list[str]]
    """Each inner link that answers an error, with the pages that hold it."""
    documents: dict[str, bytes] = field(repr=False)
    complaints: list[str]
    """What WeasyPrint said while it made the documents."""

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
    with transaction.atomic(), complaints_of_weasyprint() as complaints:
        imported = import_pack(PACK)
        keep_html_of_all_pages.func()  # what runs after the transaction of a true import
        counts = count_contents()
        pages, dead_links = _visited()
        documents = fetch_documents()
        imported_again = import_pack(PACK)
        transaction.set_rollback(True)
    ContentType.objects.clear_cache()
    cache.clear()
    return Library(imported, imported_again, counts, pages, dead_links, documents, complaints)


def _visited() -> tuple[dict[str, str], dict[str, list[str]]]:
    paths = [path for path, _ in published_addresses()] + [term.get_absolute_url() for term in published_terms()]
    pages = {path: Client().get(path).content.decode() for path in paths}
    holders = _holders(pages)
    steps = {path: Client().get(path).content.decode() for path in holders if "/etape-" in path}
    holders |= _holders(steps)
    dead = {path: found for path, found in holders.items() if path not in pages and _leads_nowhere(path)}
    return pages | steps, dead


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
