"""What is in use is neither deleted nor unpublished: the editor is shown the list of places instead."""

from collections.abc import Sequence

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from wagtail.admin.admin_url_finder import AdminURLFinder

from .references import places_using


def refuse_if_used(request: HttpRequest, instances: Sequence[models.Model], word: str) -> HttpResponse | None:
    """A page that lists where these contents are used, with status 409; `None` when they are used nowhere."""
    places = places_using(instances)
    return refuse(request, instances, places, word) if places else None


def refuse(
    request: HttpRequest, instances: Sequence[models.Model], places: Sequence[models.Model], word: str
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
