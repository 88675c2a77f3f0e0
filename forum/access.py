from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from .permissions import suspension


def account_required(view):
    """
    For those who write. Visitors are led to the door before anything is looked up, so that what exists and what
    does not answer alike; a text sent after the session ended is given back, never lost.
    """

    @wraps(view)
    @never_cache
    def guarded(request, *args, **kwargs):
        if request.user.is_authenticated:
            return view(request, *args, **kwargs)
        if request.method == "POST":
            return render(request, "forum/signed_out.html", {"text": request.POST.get("text", "")}, status=403)
        return redirect_to_login(request.get_full_path())

    return guarded


def writer_required(view):
    """For those who write and are not suspended."""

    @wraps(view)
    @account_required
    def guarded(request, *args, **kwargs):
        running = suspension(request.user)
        if running is None:
            return view(request, *args, **kwargs)
        context = {"suspension": running, "text": request.POST.get("text", "")}
        return render(request, "forum/suspended.html", context, status=403)

    return guarded
