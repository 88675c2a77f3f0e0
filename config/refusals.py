"""
Refusals that Django answers with an empty or an English page: whoever reads one finds a page of the site instead.

What nobody types is dealt with here, for all views: the character NUL (no text of the site holds it, and PostgreSQL
takes it in no comparison) is refused in a path and dropped from a query, whose other words keep their sense; in forms,
Django's own fields refuse it. A number of a thousand digits in a path is refused: Python reads no number so long.

Around the fields of Wagtail's editors stands a frame that scripts write (how many blocks, in which order, the key of
each), which Wagtail and Django take as it comes. A form whose frame is broken, by a browser that stopped or by hand, is
refused. So is one whose `next` is no address.
"""

import re
import traceback
from collections.abc import Callable
from http import HTTPStatus

from django.db import DataError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.template.loader import render_to_string
from django.urls import NoReverseMatch
from django.utils.datastructures import MultiValueDictKeyError

BARE = {HTTPStatus.BAD_REQUEST, HTTPStatus.METHOD_NOT_ALLOWED, HTTPStatus.REQUEST_ENTITY_TOO_LARGE}

# Django takes twice as many, and draws them all before it says that there are too many: twenty seconds.
MOST_ROWS = 1000
COUNTS = ("-TOTAL_FORMS", "-INITIAL_FORMS")
NOBODY_TYPES = re.compile(r"\x00|\d{1000}")
_NUL = re.compile(r"%00|\x00")


class Refusals:
    """A view that writes its own page, or JSON for a script, keeps it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.META["QUERY_STRING"] = _NUL.sub("", request.META.get("QUERY_STRING", ""))  # before anything reads GET
        if NOBODY_TYPES.search(request.path):
            return _not_understood()
        response = self.get_response(request)
        if response.status_code in BARE and not response.streaming and _is_bare(response):
            response.content = render_to_string("400.html", {"status": response.status_code})
            response["Content-Type"] = "text/html; charset=utf-8"
        return response

    def process_view(self, request: HttpRequest, *view: object) -> HttpResponse | None:
        return None if not _is_of_the_admin(request) or _rows_can_be_counted(request.POST) else _not_understood()

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        is_forged = _is_of_the_admin(request) and (_is_of_the_frame(exception) or _is_of_a_key(request, exception))
        return _not_understood() if is_forged or _is_of_next(request, exception) else None


def _not_understood() -> HttpResponse:
    return HttpResponse(render_to_string("400.html"), status=HTTPStatus.BAD_REQUEST)


def _is_of_the_admin(request: HttpRequest) -> bool:
    return request.method == "POST" and request.path.startswith("/admin/")


def _rows_can_be_counted(form: QueryDict) -> bool:
    counts = [count for name in form if name.endswith(COUNTS) for count in form.getlist(name)]
    return all(
        count.isascii() and count.isdecimal() and len(count) <= 4 and int(count) <= MOST_ROWS for count in counts
    )


def _is_of_a_key(request: HttpRequest, exception: Exception) -> bool:
    """The key of a row or of a version, in a field that a script writes: it is no number."""
    said = str(exception)
    values = (value for _name, values in request.POST.lists() for value in values)
    return (
        isinstance(exception, ValueError)
        and said.startswith("Field 'id' expected a number")
        and any(said.endswith(f"{value!r}.") for value in values)
    )


def _is_of_next(request: HttpRequest, exception: Exception) -> bool:
    """Where to go afterwards: Wagtail takes what is no address for the name of a view."""
    wanted = request.POST.get("next") or request.GET.get("next")
    return (
        bool(wanted) and isinstance(exception, NoReverseMatch) and str(exception).startswith(f"Reverse for '{wanted}'")
    )


def _is_of_the_frame(exception: Exception) -> bool:
    if isinstance(exception, DataError):
        return "NUL" in str(exception) or getattr(exception.__cause__, "sqlstate", "") == "22P05"  # "\u0000" in JSON
    last = traceback.extract_tb(exception.__traceback__)[-1]
    return isinstance(exception, MultiValueDictKeyError) or (
        isinstance(exception, ValueError) and last.name == "value_from_datadict"
    )


def _is_bare(response: HttpResponse) -> bool:
    kind = response.get("Content-Type", "")
    return kind.startswith(("text/html", "text/plain")) and b"<" not in response.content
