"""What makes the catalogue change: pictures, what pages show, who may see them, their themes."""

from typing import Any

from django.apps import apps
from django.db import models
from django.db.models.signals import post_delete, post_save
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from core.models import Theme
from media.models import ContentImage

from .queries import forget_catalogue

KEPT: tuple[type[models.Model], ...] = (ContentImage, Theme, PageViewRestriction)


def connect() -> None:
    for signal in (page_published, page_unpublished, page_slug_changed, post_page_move):
        signal.connect(note)
    # Packs publish by saving.
    pages = [model for model in apps.get_models() if issubclass(model, Page)]
    for model in (*KEPT, *pages):
        post_save.connect(note, sender=model)
        post_delete.connect(note, sender=model)


def note(**kwargs: Any) -> None:
    forget_catalogue()
