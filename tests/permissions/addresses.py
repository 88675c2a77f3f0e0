from collections.abc import Iterator
from typing import Any

from django.urls import get_resolver


def patterns() -> Iterator[str]:
    """Every address that the site answers, as its pattern."""
    yield from _walk(get_resolver().url_patterns, "")


def _walk(entries: list[Any], prefix: str) -> Iterator[str]:
    for entry in entries:
        pattern = prefix + str(entry.pattern)
        if hasattr(entry, "url_patterns"):
            yield from _walk(entry.url_patterns, pattern)
        else:
            yield pattern
