"""Wagtail's own index of who uses what, told of each content once at the end of an import and not at each save."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db import models, transaction
from django.db.models.signals import post_save
from django_tasks import task
from wagtail.models import ReferenceIndex
from wagtail.signal_handlers import disable_reference_index_auto_update
from wagtail.tasks import update_reference_index_task

Key = list[str]


@contextmanager
def index_once() -> Iterator[None]:
    """A page is saved four times on its way in; each save asks the worker for the same work."""
    saved: dict[tuple[str, str, str], None] = {}

    def note(sender: type[models.Model], instance: models.Model, raw: bool = False, **kwargs: Any) -> None:
        if not raw and sender in ReferenceIndex.tracked_models:
            saved[sender._meta.app_label, str(sender._meta.model_name), str(instance.pk)] = None

    post_save.connect(note)
    try:
        with disable_reference_index_auto_update():
            yield
    finally:
        post_save.disconnect(note)
    keys = [list(key) for key in saved]
    transaction.on_commit(lambda: index_references.enqueue(keys) if keys else None)


@task()
def index_references(keys: list[Key]) -> None:
    for app, model, pk in keys:
        # What a later save replaced (a tag of a page) is gone; its page is in the list too.
        with suppress(ObjectDoesNotExist):
            update_reference_index_task.func(app, model, pk)
