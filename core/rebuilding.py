"""
Everything that is made from the database and kept beside it, made again: after a restore it would tell of a time that
is not the database's. Upper apps register what they keep.
"""

from collections.abc import Callable, Iterator

from django.apps import apps
from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.models import DraftStateMixin, Page, Revision

from . import references
from .keeping_html import keep_html_of_all_pages
from .models import ContentReference, Product

_STEPS: list[tuple[str | Promise, Callable[[], object]]] = []


def register(name: str | Promise, step: Callable[[], object]) -> None:
    """For an upper app: its step comes after those of `core`."""
    _STEPS.append((name, step))


def rebuild() -> Iterator[str]:
    """Does each step and says its name."""
    own: list[tuple[str | Promise, Callable[[], object]]] = [
        (_("cache"), cache.clear),
        (_("kept documents"), forget_made_documents),
        (_("texts with their links to the glossary"), keep_html_of_all_pages.call),
        (_("references between contents"), rebuild_references),
        (_("index of the choosers"), lambda: call_command("update_index", verbosity=0)),
    ]
    for name, step in own + _STEPS:
        step()
        yield str(name)


def forget_made_documents() -> None:
    """The PDF and the like: made again when somebody asks for them."""
    for path in sorted((settings.VAR_DIR / "documents").rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()


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
