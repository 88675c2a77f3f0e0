"""What happens in the same transaction as a save: addresses left behind, who names whom."""

from typing import Any

from django.apps import apps
from django.db import models
from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from wagtail.models import DraftStateMixin, Page, Revision
from wagtail.signals import page_slug_changed, page_unpublished, post_page_move

from media import renditions
from media.models import ContentDocument, ContentImage
from text.normalising import normalise_words

from . import guarding, keeping_html, references
from .models import GlossaryTerm, Product
from .remembering_addresses import remember_moved, remember_renamed

# What names other contents: pages, and the snippets that have drafts.
CONTENT = (Page, DraftStateMixin, Product)
FILES = (ContentImage, ContentDocument)


def connect() -> None:
    page_slug_changed.connect(remember_renamed)
    post_page_move.connect(remember_moved)
    page_unpublished.connect(forget_published)
    # Always for a model of ours: a handler without sender would be called for each session and each limit, and
    # would take from Django its quick deletion of every table.
    for model in (model for model in apps.get_models() if issubclass(model, CONTENT)):
        # In this order: the words are put right before they are rendered, and the field keeps what was rendered.
        pre_save.connect(put_words_right, sender=model)
        pre_save.connect(keep_published_html, sender=model)
        post_save.connect(record_saved, sender=model)
        post_save.connect(make_published_renditions, sender=model)
        post_delete.connect(forget_deleted, sender=model)
    post_save.connect(link_glossary_again, sender=GlossaryTerm)
    post_delete.connect(link_glossary_again, sender=GlossaryTerm)
    post_save.connect(record_draft, sender=Revision)
    for model in FILES:
        pre_delete.connect(guarding.keep_used_file, sender=model)


def put_words_right(instance: models.Model, raw: bool = False, update_fields: Any = None, **kwargs: Any) -> None:
    if isinstance(instance, Page | DraftStateMixin) and not raw and not update_fields:
        normalise_words(instance)


def record_saved(instance: models.Model, raw: bool = False, update_fields: Any = None, **kwargs: Any) -> None:
    """Pages and words, when their content is written; not when Wagtail touches a column of theirs."""
    if raw or update_fields or type(instance) is Page or not isinstance(instance, CONTENT):
        return
    references.record(instance, is_draft=not getattr(instance, "live", True))


def keep_published_html(instance: models.Model, raw: bool = False, update_fields: Any = None, **kwargs: Any) -> None:
    if isinstance(instance, Page) and type(instance) is not Page and instance.live and not raw and not update_fields:
        keeping_html.keep_html(instance)


def make_published_renditions(
    instance: models.Model, raw: bool = False, update_fields: Any = None, **kwargs: Any
) -> None:
    """Pages and snippets that hold images, once they are on the site."""
    is_shown = isinstance(instance, Page | DraftStateMixin) and instance.live and type(instance) is not Page
    if is_shown and not raw and not update_fields:
        renditions.make_after_commit(instance)


def link_glossary_again(raw: bool = False, update_fields: Any = None, **kwargs: Any) -> None:
    if not raw and not update_fields:
        keeping_html.keep_html_after_commit()


def forget_published(instance: Page, **kwargs: Any) -> None:
    references.forget(instance, drafts=False)


def record_draft(instance: Revision, raw: bool = False, update_fields: Any = None, **kwargs: Any) -> None:
    """
    What the latest draft names, whenever its content is written.

    Wagtail saves older revisions too, to schedule or to unschedule them: they say nothing of the draft.
    """
    is_other_column = update_fields is not None and "content" not in update_fields
    if raw or is_other_column or not instance.is_latest_revision():
        return
    content = instance.as_object()
    if isinstance(content, CONTENT):
        references.record(content, is_draft=True)


def forget_deleted(instance: models.Model, **kwargs: Any) -> None:
    if isinstance(instance, CONTENT) and instance.pk:
        references.forget(instance)
