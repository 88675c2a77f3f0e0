from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from accounts.models import User
from accounts.typed import typed_text

from .permissions import suspension
from .posting import TopicLockedError

View = Callable[..., HttpResponseBase]


def account_required(view: View) -> View:
    """
    For those who write. Visitors are led to the door before anything is looked up, so that what exists and what
    does not answer alike; a text that cannot be taken (signed out, locked or gone meanwhile) is given back, never lost.
    """

    @wraps(view)
    @never_cache
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return _give_back(request, "signed_out", 403) if request.method == "POST" else _lead_to_the_door(request)
        try:
            return view(request, *args, **kwargs)
        except TopicLockedError as error:
            return _give_back(request, "locked", 409 if request.method == "POST" else 200, topic=error.topic)
        except Http404:
            if not typed_text(request):
                raise
            return _give_back(request, "gone", 404)

    return guarded


def write_first(view: View) -> View:
    """
    For a form that anybody may fill: the text stays in the browser while its author makes an account or signs in, and
    is sent after (js/question.js). What is posted without an account is given back.
    """
    of_a_writer = writer_required(view)

    @wraps(view)
    @never_cache
    def open_to_all(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated or request.method == "POST":
            return of_a_writer(request, *args, **kwargs)
        try:
            return view(request, *args, **kwargs)
        except TopicLockedError as error:
            return _give_back(request, "locked", 200, topic=error.topic)

    return open_to_all


def writer_required(view: View) -> View:
    """For those who write and are not suspended."""

    @wraps(view)
    @account_required
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        running = suspension(cast(User, request.user))
        if running is None:
            return view(request, *args, **kwargs)
        return _give_back(request, "suspended", 403, suspension=running)

    return guarded


def _lead_to_the_door(request: HttpRequest) -> HttpResponseBase:
    return redirect_to_login(request.get_full_path())


def _give_back(request: HttpRequest, page: str, status: int, **context: Any) -> HttpResponse:
    return render(request, f"forum/{page}.html", {"text": typed_text(request), **context}, status=status)
