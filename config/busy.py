"""
A write that could not be made in time is told, in French, with what was written: nothing is typed twice.

So is whatever meets a database that is away. A connection is waited for 1.5 s (`POOL`); were each request to wait as
long, those behind them would wait twice: after the first, the others are told at once, for a second.
"""

import time
from collections.abc import Callable

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.multipartparser import MultiPartParserError
from django.template.loader import render_to_string

from core.failures import is_away

RETRY_AFTER = "5"
SECRET = ("password", "mot-de-passe", "code", "secret")
LONG = 80
WAITED, TOLD_AT_ONCE = 1.0, 1.0
"""Seconds: who waited so long in vain tells the others, for so long."""
MONITOR = "/sante/"  # which tells in its own words that the database is away


class GiveBack:
    """Answers 503 where a request met a lock or a server that is away. Other failures of the database are errors."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response
        self.away_until = 0.0

    def __call__(self, request: HttpRequest) -> HttpResponse:
        started = time.monotonic()
        if started < self.away_until and request.path != MONITOR:
            return _told(request)
        response = self.get_response(request)
        if getattr(response, "database_is_away", False) and time.monotonic() - started > WAITED:
            self.away_until = time.monotonic() + TOLD_AT_ONCE
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not (is_locked(exception) or is_away(exception)):
            return None
        response = _told(request)
        response.database_is_away = is_away(exception)  # type: ignore[attr-defined]
        return response


def _told(request: HttpRequest) -> HttpResponse:
    headers = {"Retry-After": RETRY_AFTER, "Cache-Control": "no-store"}
    if request.content_type == "application/json":
        return JsonResponse({"reason": "busy"}, status=503, headers=headers)
    page = render_to_string("busy.html", {"fields": _written(request), "is_form": request.method == "POST"})
    return HttpResponse(page, status=503, headers=headers)


def is_locked(error: BaseException | None) -> bool:
    """Whether another writer held what was wanted: SQLite's two errors, and PostgreSQL's `lock_not_available`."""
    if not isinstance(error, OperationalError):
        return False
    cause = error.__cause__
    return "is locked" in str(error) or getattr(cause, "sqlstate", None) == "55P03"


def _written(request: HttpRequest) -> list[dict[str, object]]:
    """
    The fields of a form, to be sent again. None when one of them is a secret or a file: these are not given back.

    The token of the form is: the form that stands on this page is the same one.
    """
    try:
        if request.method != "POST" or request.FILES:
            return []
        sent = [(name, value) for name, values in request.POST.lists() for value in values]
    except (MultiPartParserError, OSError):
        return []
    if any(word in name for name, _ in sent for word in SECRET):
        return []
    return [{"name": name, "value": value, "is_long": len(value) > LONG or "\n" in value} for name, value in sent]
