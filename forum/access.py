from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from accounts.models import User

from .permissions import suspension

View = Callable[..., HttpResponseBase]


def account_required(view: View) -> View:
    """
    For those who write. Visitors are led to the door before anything is looked up, so that what exists and what
    does not answer alike; a text sent after the session ended is given back, never lost.
    """

    @wraps(view)
    @never_cache
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated:
            return view(request, *args, **kwargs)
        if request.method == "POST":
            return render(request, "forum/signed_out.html", {"text": request.POST.get("text", "")}, status=403)
        return redirect_to_login(request.get_full_path())

    return guarded


def writer_required(view: View) -> View:
    """For those who write and are not suspended."""

    @wraps(view)
    @account_required
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        running = suspension(cast(User, request.user))
        if running is None:
            return view(request, *args, **kwargs)
        context = {"suspension": running, "text": request.POST.get("text", "")}
        return render(request, "forum/suspended.html", context, status=403)

    return guarded
