"""Wagtail's own database search, for comparison: SQLite FTS5 in memory, on the first 255 characters of each document."""

import os
import time
from collections.abc import Callable, Sequence

from search.document import Document


def fill(documents: Sequence[Document]) -> float:
    """Makes a database in memory and a page a document. Returns the seconds that indexing took."""
    import django

    os.environ["PARCOURS_DATABASE"] = "sqlite://:memory:"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    start = time.perf_counter()
    _add_pages(documents)
    call_command("update_index", verbosity=0)
    return time.perf_counter() - start


def search() -> Callable[[str], object]:
    """The titles of the first 20 pages for a text: neither facets nor extracts, which it does not have."""
    from wagtail.models import Page
    from wagtail.search.backends import get_search_backend

    backend = get_search_backend()
    return lambda text: [page.title for page in backend.search(text, Page)[:20]]


def _add_pages(documents: Sequence[Document]) -> None:
    from django.contrib.contenttypes.models import ContentType
    from wagtail.models import Page

    parent = Page.objects.filter(depth=2).first()
    kind = ContentType.objects.get_for_model(Page)
    Page.objects.bulk_create(
        Page(
            title=f"{one.title} {one.body}"[:255],
            slug=f"p-{number}",
            path=f"{parent.path}{Page._int2str(10_000 + number).rjust(4, '0')}",
            depth=parent.depth + 1,
            url_path=f"{parent.url_path}p-{number}/",
            content_type=kind,
            locale_id=parent.locale_id,
            draft_title=one.title,
        )
        for number, one in enumerate(documents)
    )
