"""What makes a document change: publication, unpublication, moves, deletions, words. Noted in the same transaction."""

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models.signals import post_delete, post_save, pre_delete
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from actions.models import ActionPage
from core.models import Audience, GlossaryTerm, Need, Product, Theme
from core.references import pages_naming
from forum.models import Topic
from forum.queries import topics_under
from forum.signals import topic_changed
from resources.models import Testimonial, ToolSheet, TutorialSheet
from search.documents import key_of
from search.indexing import note_changed
from search.lexicon import forget_lexicon
from search.models import AmbiguousWord, SynonymGroup, WordMeaning

ENTRIES: tuple[type[models.Model], ...] = (GlossaryTerm, Testimonial, Product, Topic)
WORDS: tuple[type[models.Model], ...] = (SynonymGroup, AmbiguousWord, WordMeaning, Need, Theme, Audience, Product)


def connect() -> None:
    for signal in (page_published, page_unpublished):
        signal.connect(note_page)
    for signal in (page_slug_changed, post_page_move):
        signal.connect(note_moved)
    for model in dict.fromkeys((*ENTRIES, *WORDS)):
        post_save.connect(note_saved, sender=model)
        post_delete.connect(note_saved, sender=model)
    for model in (model for model in apps.get_models() if issubclass(model, Page)):
        pre_delete.connect(note_page_before_deletion, sender=model)
    topic_changed.connect(note_topic)
    post_save.connect(note_restriction, sender=PageViewRestriction)
    post_delete.connect(note_restriction, sender=PageViewRestriction)


def note_page(instance: Page, **kwargs: Any) -> None:
    _note([instance, *_depending_on(instance)])


def note_moved(instance: Page, **kwargs: Any) -> None:
    """The addresses of all under a moved page change with it, what carries them, and who may read the topics about it."""
    moved = list(instance.get_descendants(inclusive=True).specific())
    _note([*moved, *(page for one in moved for page in _depending_on(one)), *topics_under(instance)])


def note_page_before_deletion(instance: models.Model, **kwargs: Any) -> None:
    if isinstance(instance, Page):
        note_page(instance.specific)


def note_saved(instance: models.Model, raw: bool = False, **kwargs: Any) -> None:
    if isinstance(instance, WORDS):
        forget_lexicon()
    if isinstance(instance, ENTRIES):
        _note([instance])


def note_topic(topic: Topic, **kwargs: Any) -> None:
    _note([topic])


def note_restriction(instance: PageViewRestriction, **kwargs: Any) -> None:
    note_moved(instance.page)


def _depending_on(page: Page) -> list[Page]:
    """Actions and tutorials carry the tools that they name as values of a facet."""
    if not isinstance(page, ToolSheet):
        return []
    return [naming for pages in pages_naming(page, [ActionPage, TutorialSheet]).values() for naming in pages]


def _note(instances: Iterable[models.Model]) -> None:
    found = list(instances)
    if any(isinstance(one, (ActionPage, ToolSheet)) for one in found):
        forget_lexicon()
    note_changed(key for key in map(key_of, found) if key)
