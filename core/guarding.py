"""
What is in use is neither deleted nor unpublished: the editor is shown the list of places instead.

Three doors, because Wagtail has no single one: hooks, before it asks (`wagtail_hooks.py`); `pre_delete`, for images
and documents, whose views call no hook and which a collection takes with it (`InUseError`, and `ShowPlaces` for the
page); the schedule, which no editor watches (`scheduling.py`).
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from wagtail.admin.admin_url_finder import AdminURLFinder

from .references import places_using

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


class InUseError(Exception):
    """Raised by the deletion of a file that contents show. `places` are those contents, drafts included."""

    def __init__(self, instance: models.Model, places: Sequence[models.Model]) -> None:
        super().__init__(f"{instance} is used by {', '.join(map(str, places))}")
        self.instance = instance
        self.places = places


def keep_used_file(instance: models.Model, **kwargs: object) -> None:
    """A handler of `pre_delete` for images and documents."""
    places = places_using([instance])
    if places:
        raise InUseError(instance, places)


class ShowPlaces:
    """Middleware: an `InUseError` becomes the page that lists the places."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, InUseError):
            return None
        return refuse(request, [exception.instance], exception.places, str(_("deleted")))


def refuse_if_used(
    request: HttpRequest, instances: Sequence[models.Model], word: "str | _StrPromise"
) -> HttpResponse | None:
    """A page that lists where these contents are used, with status 409; `None` when they are used nowhere."""
    places = places_using(instances)
    return refuse(request, instances, places, word) if places else None


def refuse(
    request: HttpRequest, instances: Sequence[models.Model], places: Sequence[models.Model], word: "str | _StrPromise"
) -> HttpResponse:
    """The page that lists these places, for an app that knows its own."""
    finder = AdminURLFinder(request.user)
    return render(
        request,
        "core/admin/in_use.html",
        {
            "instances": instances,
            "word": word,
            "places": [(place, finder.get_edit_url(place)) for place in places],
        },
        status=409,
    )
