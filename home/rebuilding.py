"""
Everything that is made from the database and kept beside it, made again: after a restore it would tell of a time that
is not the database's.
"""

from collections.abc import Callable, Iterator

from django.apps import apps
from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from wagtail.models import DraftStateMixin, Page, Revision

from core import references
from core.keeping_html import keep_html_of_all_pages
from core.models import ContentReference, Product
from search.engine import engines
from search.engines.base import EngineError
from search.indexing import rebuild_engine
from search.models import PendingDocument


def rebuild_references() -> None:
    """Who names whom, published and in drafts, as each save would record it."""
    with transaction.atomic():
        ContentReference.objects.all().delete()
        for model in apps.get_models():
            if issubclass(model, (Page, DraftStateMixin, Product)) and model is not Page:
                for instance in model._default_manager.iterator():
                    _record(instance)


def _record(instance: Page | DraftStateMixin | Product) -> None:
    references.record(instance, is_draft=not getattr(instance, "live", True))
    latest = getattr(instance, "latest_revision_id", None)
    revision = Revision.objects.filter(pk=latest).first() if latest else None
    if revision is not None:
        references.record(revision.as_object(), is_draft=True)


def rebuild_indexes() -> None:
    """Of the visitors' search, and of the admin's choosers. A server that is away gets its documents when it is back."""
    PendingDocument.objects.all().delete()
    for name in engines():
        try:
            rebuild_engine(name)
        except EngineError:
            if name == "embedded":
                raise
    call_command("update_index", verbosity=0)


def forget_made_documents() -> None:
    """The PDF and the like: made again when somebody asks for them."""
    for path in sorted((settings.VAR_DIR / "documents").rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()


STEPS: dict[str, Callable[[], object]] = {
    gettext_noop("cache"): cache.clear,
    gettext_noop("kept documents"): forget_made_documents,
    gettext_noop("texts with their links to the glossary"): keep_html_of_all_pages.call,
    gettext_noop("references between contents"): rebuild_references,
    gettext_noop("search index"): rebuild_indexes,
}


def rebuild() -> Iterator[str]:
    """Does each step and says its name, in the order in which they need each other."""
    for name, step in STEPS.items():
        step()
        yield _(name)
