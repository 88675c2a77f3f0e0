"""
Publishing and withdrawing at the hour that editors chose.

Wagtail offers dates in its forms and leaves the running to a command that goes through everything in one breath: one
content that fails stops those behind it, and what other contents name is withdrawn all the same.
"""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial

from django.apps import apps
from django.db import models, transaction
from django.utils import timezone
from wagtail.models import DraftStateMixin, Page, Revision
from wagtail.query import PageQuerySet

from .references import places_using, places_using_each

logger = logging.getLogger(__name__)


@dataclass
class Outcome:
    """What was done, and what waits: `held_back` should have gone but other contents name it."""

    published: list[models.Model] = field(default_factory=list)
    withdrawn: list[models.Model] = field(default_factory=list)
    held_back: list[models.Model] = field(default_factory=list)
    failed: list[models.Model] = field(default_factory=list)


def apply_schedule() -> Outcome:
    """
    Publishes and withdraws all that is due, each in a transaction of its own.

    May be called at any time and by two processes at once: what is done is no longer due.
    """
    outcome = Outcome()
    for content in due_to_go():
        if places_using([content]):
            outcome.held_back.append(content)
        else:
            _do(content, outcome.withdrawn, outcome, partial(_withdraw, content))
    for revision in Revision.objects.filter(approved_go_live_at__lte=timezone.now()).order_by(
        "approved_go_live_at", "pk"
    ):
        content = revision.content_object
        if content is None:
            continue
        _do(content, outcome.published, outcome, partial(revision.publish, log_action="wagtail.publish.scheduled"))
    return outcome


def due_to_go() -> Iterator[models.Model]:
    """The live contents whose hour to go has passed."""
    for model in _scheduled_models():
        due = model._default_manager.filter(live=True, expire_at__lte=timezone.now()).order_by("expire_at")
        yield from due.specific() if isinstance(due, PageQuerySet) else due


def held_back() -> list[tuple[models.Model, list[models.Model]]]:
    """What should have gone by itself and is still there, with the contents that name it."""
    due = list(due_to_go())
    return [(content, places) for content, places in zip(due, places_using_each(due), strict=True) if places]


def _scheduled_models() -> list[type[models.Model]]:
    return [Page, *(m for m in apps.get_models() if issubclass(m, DraftStateMixin) and not issubclass(m, Page))]


def _withdraw(content: models.Model) -> None:
    content.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")  # type: ignore[attr-defined]


def _do(content: models.Model, done: list[models.Model], outcome: Outcome, act: Callable[[], object]) -> None:
    try:
        with transaction.atomic():
            act()
    except Exception:
        logger.exception("The schedule could not be applied to %s %s", content._meta.label, content.pk)
        outcome.failed.append(content)
    else:
        done.append(content)
