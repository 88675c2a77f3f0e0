"""`/composants/`: every component of the design on one page, for whoever carries it on."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache


@never_cache
def components(request: HttpRequest) -> HttpResponse:
    """For the team, or for anybody in development; to others the page does not exist."""
    if not (settings.DEBUG or getattr(request.user, "is_staff", False)):
        raise Http404
    return render(request, "components/index.html")
