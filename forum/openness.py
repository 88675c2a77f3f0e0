"""A site may have no forum (`PARCOURS_FORUM`): its addresses answer as if nothing was there, its messages are kept."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase

View = Callable[..., HttpResponseBase]


def is_closed() -> bool:
    return not settings.FORUM_IS_OPEN


def where_there_is_a_forum(view: View) -> View:
    """The menus ask the view itself whether it is closed (`core.navigation`)."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if is_closed():
            raise Http404
        return view(request, *args, **kwargs)

    guarded.is_closed = is_closed  # type: ignore[attr-defined]
    return guarded
