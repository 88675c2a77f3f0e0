"""Refuses a body that no page of the site takes, before a byte of it is read or written to the disk."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string

LARGEST = 1_000_000
"""Bytes. The largest that a visitor sends is a notebook; files and packs come through the admin, from the team."""
ADMIN = "/admin/"


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


def _length(request: HttpRequest) -> int:
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0


def _is_from_the_team(request: HttpRequest) -> bool:
    return request.path.startswith(ADMIN) and request.user.has_perm("wagtailadmin.access_admin")
