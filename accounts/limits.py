"""
How often something may be done: the one file that knows allauth's limits, which are private to it.

`tests/accounts/test_limits.py` holds what we count on (allauth 65.22): `consume`, `respond_429`, the name `cache`.
"""

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.core.exceptions import RateLimited
from allauth.core.internal import ratelimit
from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.utils.connection import ConnectionProxy

from . import refused_proofs

View = Callable[..., HttpResponse]
store = ConnectionProxy(caches, "limits")


def use_own_store() -> None:
    """allauth counts in the default cache, whose other entries would push a limit out."""
    ratelimit.cache = store


def tell_what_is_reached() -> None:
    """Every limit, allauth's own and ours, is told in the log when it is reached."""
    ratelimit.consume = _telling(ratelimit.consume)


def _telling(consume: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(consume)
    def telling(request: HttpRequest, *, action: str, **kwargs: Any) -> Any:
        try:
            used = consume(request, action=action, **kwargs)
        except RateLimited:
            _tell_once_a_minute(request, action)
            raise
        if used is None:
            _tell_once_a_minute(request, action)
        return used

    return telling


def _tell_once_a_minute(request: HttpRequest, action: str) -> None:
    """A limit that is reached is reached many times: each source and action has one line a minute."""
    if store.add(f"told:{action}:{refused_proofs.source(request)}", True, 60):
        refused_proofs.tell_limit(request, action)


def allows(request: HttpRequest, action: str, *, key: str | None = None, is_trial: bool = False) -> bool:
    """Whether this may be done once more (`RATE_LIMITS` of the settings), and counts it; a trial does not count."""
    used = ratelimit.consume(
        request, app="site", action=action, config=settings.RATE_LIMITS, key=key, dry_run=is_trial, limit_get=True
    )
    return used is not None


def too_many(request: HttpRequest) -> HttpResponse:
    """The page that asks to wait."""
    return ratelimit.respond_429(request)


def limit_wrong_passwords(view: View) -> View:
    """Around Wagtail's forms for the shared password of a page or a document: only what is wrong counts."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method != "POST":
            return view(request, *args, **kwargs)
        about = f"{request.resolver_match.view_name if request.resolver_match else ''}:{sorted(kwargs.items())[-1]}"
        if not allows(request, "shared_password", key=about, is_trial=True):
            return too_many(request)
        response = view(request, *args, **kwargs)
        if response.status_code != 302:  # the form again
            refused_proofs.tell(request, logging.INFO, "wrong shared password")
            allows(request, "shared_password", key=about)
        return response

    return guarded
