"""Keeping the addresses that pages leave behind."""

from typing import Any

from wagtail.models import Page

from core.models import FormerAddress


def remember_renamed(instance: Page, instance_before: Page, **kwargs: Any) -> None:
    _remember(instance, instance_before.url_path)


def remember_moved(instance: Page, url_path_before: str, **kwargs: Any) -> None:
    _remember(instance, url_path_before)


def _remember(page: Page, url_path: str) -> None:
    if url_path and url_path != page.url_path:
        FormerAddress.objects.update_or_create(url_path=url_path, defaults={"page_id": page.pk})
        FormerAddress.objects.filter(url_path=page.url_path).delete()
