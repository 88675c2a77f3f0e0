"""Every pattern of the site that we answer for, and what stands in its place."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from django.apps import apps
from django.conf import settings
from django.urls import ResolverMatch, get_resolver, resolve
from django.urls.exceptions import Resolver404

from .values import BY_CONVERTER

OURS = {app for app in settings.INSTALLED_APPS if "." not in app and not app.startswith(("wagtail", "django"))} - {
    "modelcluster", "taggit", "allauth",
} | {"config"}  # fmt: skip


def routes() -> list[str]:
    """The patterns whose answer is ours: all of those outside the admin, and in the admin what we wrote ourselves."""
    return [route for route, view in walk(get_resolver().url_patterns, "") if is_ours(route, view)]


def is_ours(route: str, view: Callable[..., Any]) -> bool:
    if route.startswith("media/"):
        return False
    return not route.startswith("admin/") or _of_our_apps(view)


def route_of(path: str) -> str | None:
    """The pattern that answers at a path, when it is one of ours."""
    match = match_of(path)
    return match.route if match is not None and is_ours(match.route, match.func) else None


def match_of(path: str) -> ResolverMatch | None:
    try:
        return resolve(path)
    except Resolver404:
        return None


def hostile_paths(route: str) -> Iterator[str]:
    """A pattern with each of its parts in turn replaced by what nobody would write there."""
    parts = re.compile(r"<(?:(\w+):)?\w+>|\(\?P<\w+>[^()]*\)|\((?!\?)(?:[^()]|\([^()]*\))*\)")
    found = list(parts.finditer(route))
    for place, part in enumerate(found):
        for value in BY_CONVERTER[part[1] or "regex"]:
            filled = (value if other == place else _harmless(one) for other, one in enumerate(found))
            yield "/" + _plain(parts.sub(lambda _, filled=filled: next(filled), route))


def _harmless(part: re.Match[str]) -> str:
    alternatives = re.search(r"\(?P<\w+>(\w+)\|", part[0])
    return alternatives[1] if alternatives else "1"


def _plain(route: str) -> str:
    return route.replace("^", "").replace("$", "").replace("\\.", ".").replace("\\", "")


def walk(entries: list[Any], prefix: str) -> Iterator[tuple[str, Callable[..., Any]]]:
    for entry in entries:
        route = prefix + str(entry.pattern)
        if hasattr(entry, "url_patterns"):
            yield from walk(entry.url_patterns, route)
        else:
            yield route, entry.callback


def _of_our_apps(view: Callable[..., Any]) -> bool:
    inner = view
    while hasattr(inner, "__wrapped__"):
        inner = inner.__wrapped__
    inner = getattr(inner, "view_class", inner)
    return inner.__module__.partition(".")[0] in OURS


def models_of_ours() -> set[str]:
    return {
        model._meta.label_lower
        for app in OURS & set(apps.app_configs)
        for model in apps.get_app_config(app).get_models()
    }
