"""
Refuses a body that no page of the site takes, before a byte of it is read or written to the disk, and one that does not
come: a browser that sends a form sends it whole.
"""

import threading
from collections.abc import Callable
from contextlib import suppress

from django.http import HttpRequest, HttpResponse, JsonResponse, UnreadablePostError
from django.template.loader import render_to_string

from . import connections

LARGEST = 1_000_000
"""Bytes. The largest that a visitor sends is a notebook; files and packs come through the admin, from the team."""
ADMIN = "/admin/"
LONGEST = 10
"""Seconds for a body to come. A proxy reads it first and passes it on at once (docs/how-to/deploy.md)."""
PATIENCE = 0.2
"""Seconds: a body that is there already takes less."""


class BoundedBodies:
    """
    Stands after the session, so that the admin's large files are taken from the team alone, and before anything that
    reads a body: the check of the CSRF token does, and an upload is written to the disk as it is read.

    A body without a length is none: Django reads as many bytes as `Content-Length` says, and no more.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if _length(request) > LARGEST and not _is_from_the_team(request):
            headers = {"Cache-Control": "no-store"}
            if request.content_type == "application/json":
                return JsonResponse({"reason": "too-large"}, status=413, headers=headers)
            return HttpResponse(render_to_string("413.html"), status=413, headers=headers)
        return self.get_response(request)


class BodiesInTime:
    """
    Reads the bodies of visitors before anything else does, within `LONGEST`; a larger one is refused unread, or the
    team's.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if 0 < _length(request) <= LARGEST and not _comes_in_time(request):
            page = render_to_string("400.html", {"status": 400})
            return HttpResponse(page, status=400, headers={"Cache-Control": "no-store"})
        return self.get_response(request)


def _comes_in_time(request: HttpRequest) -> bool:
    came: list[bytes] = []
    reader = threading.Thread(target=_keep_body, args=(request, came), daemon=True)
    reader.start()
    reader.join(PATIENCE)
    if reader.is_alive():
        port = int(request.META.get("SERVER_PORT") or 0)
        before = connections.silent(port)
        reader.join(LONGEST)
        if reader.is_alive():
            connections.end_silent(port, before)
            reader.join()
    return bool(came)


def _keep_body(request: HttpRequest, came: list[bytes]) -> None:
    """Django keeps the body that was read once, for all who read it later."""
    with suppress(UnreadablePostError):
        came.append(request.body)


def _length(request: HttpRequest) -> int:
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0


def _is_from_the_team(request: HttpRequest) -> bool:
    return request.path.startswith(ADMIN) and request.user.has_perm("wagtailadmin.access_admin")
