"""
Refusals that Django answers with an empty or an English page: whoever reads one finds a page of the site instead.

What nobody types is refused here, for all views: the character NUL in an address (no text of the site holds it, and
PostgreSQL takes it in no comparison; in forms, Django's own fields refuse it), and a number of a thousand digits in a
path (Python refuses to read some thousands of them, and not every view expects it).
"""

import re
from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

BARE = {HTTPStatus.BAD_REQUEST, HTTPStatus.METHOD_NOT_ALLOWED, HTTPStatus.REQUEST_ENTITY_TOO_LARGE}

NOBODY_TYPES = re.compile(r"\x00|\d{1000}")


class Refusals:
    """A view that writes its own page, or JSON for a script, keeps it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if NOBODY_TYPES.search(request.path) or "%00" in request.META.get("QUERY_STRING", ""):
            return HttpResponse(render_to_string("400.html"), status=HTTPStatus.BAD_REQUEST)
        response = self.get_response(request)
        if response.status_code in BARE and not response.streaming and _is_bare(response):
            response.content = render_to_string("400.html", {"status": response.status_code})
            response["Content-Type"] = "text/html; charset=utf-8"
        return response


def _is_bare(response: HttpResponse) -> bool:
    kind = response.get("Content-Type", "")
    return kind.startswith(("text/html", "text/plain")) and b"<" not in response.content
