"""A page that is published for everybody has one version more. What was a draft, or read by some only, is none."""

import json
from typing import Any

from django.db import models, transaction
from django.utils import timezone
from modelcluster.contrib.taggit import ClusterTaggableManager
from wagtail.fields import StreamField
from wagtail.models import Page, Revision

from core.models import ContentPage
from core.openness import open_pages

from .models import Version

# What is kept beside a Markdown text: another renderer is no change of the text.
RENDERED = {"html", "version"}


def keep_version(instance: Page, revision: Revision | None, **kwargs: object) -> None:
    """
    A receiver of Wagtail's `page_published`, which is also sent for a publication that is only planned, and for a copy
    without a revision: that one has no text to keep yet.
    """
    if revision is None or not isinstance(instance, ContentPage):
        return
    # Asked now, not when the history is read: what was private does not become public with the page.
    if not open_pages(Page.objects.filter(pk=instance.pk)).exists():
        return
    with transaction.atomic():
        # One at a time for a page: two publications at once would take the same number.
        Page.objects.select_for_update().filter(pk=instance.pk).first()
        last = Version.objects.filter(page=instance.pk).select_related("revision").first()
        Version.objects.create(
            page_id=instance.pk,
            number=last.number + 1 if last else 1,
            revision=revision,
            published_at=instance.last_published_at or timezone.now(),
            author_id=revision.user_id,
            licence=instance.licence,
            changed=_changed_since(last, instance, revision),
        )


def changed_fields(model: type[Page], before: dict[str, Any], after: dict[str, Any]) -> list[str]:
    """The names of the fields of a page that two of its revisions do not say alike, in the order of the model."""
    return [
        field.name
        for field in model._meta.get_fields()
        if _is_content(field) and _said(field, before) != _said(field, after)
    ]


def _changed_since(last: Version | None, page: ContentPage, revision: Revision) -> list[str] | None:
    if last is None:
        return []
    if last.revision is None:
        return None
    # As the database keeps it: in memory a date is no text yet.
    content = Revision.objects.values_list("content", flat=True).get(pk=revision.pk)
    return changed_fields(type(page), last.revision.content, content)


def _is_content(field: Any) -> bool:
    if not isinstance(field, models.Field) or not field.editable or field.auto_created:
        return False
    return field.name == "title" if field.model is Page else True


def _said(field: Any, content: dict[str, Any]) -> Any:
    if isinstance(field, ClusterTaggableManager):
        return sorted(row["tag"] for row in content.get("page_tags", ()))
    value = content.get(field.name)
    return _without_rendering(json.loads(value)) if isinstance(field, StreamField) and value else value or None


def _without_rendering(value: Any) -> Any:
    if isinstance(value, dict):
        is_text = value.keys() == RENDERED | {"text"}
        return {name: _without_rendering(child) for name, child in value.items() if not (is_text and name in RENDERED)}
    return [_without_rendering(child) for child in value] if isinstance(value, list) else value
