"""What results that changed since they were indexed show now: a query a kind, however many of them there are."""

from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page

from core.models import ContentPage
from core.openness import open_pages
from search.documents import PAGE_BUILDERS, documents_of


def fresh_cards(keys: Iterable[str]) -> dict[str, dict[str, object]]:
    """The parts of their cards that may have changed, by key; what is not on the site any more has none."""
    wanted = set(keys)
    pages = {int(key.removeprefix("page:")) for key in wanted if key.startswith("page:")}
    others, _gone = documents_of(key for key in wanted if not key.startswith("page:"))
    return {one.key: one.stored for one in others} | _cards_of_pages(pages)


def _cards_of_pages(pks: set[int]) -> dict[str, dict[str, object]]:
    """Facets, tags and tools are not read again: the index is a moment late with them, and shows nothing private."""
    if not pks:
        return {}
    types = Page.objects.filter(pk__in=pks).order_by().values_list("content_type", flat=True).distinct()
    models = [ContentType.objects.get_for_id(pk).model_class() for pk in types]
    return {
        f"page:{page.pk}": _card(page)
        for model in models
        if model in PAGE_BUILDERS
        for page in open_pages(model.objects.filter(pk__in=pks)).defer_streamfields()
    }


def _card(page: ContentPage) -> dict[str, object]:
    return {
        "title": page.title,
        "url": page.url or "",
        "lead": page.summary,
        "checked_on": page.checked_on.isoformat() if page.checked_on else None,
        "code": page.code,
        "level": page.level,
        "minutes": page.duration,
    }
