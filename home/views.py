from dataclasses import asdict

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from .health import look


@require_safe
def notebook(request: HttpRequest) -> HttpResponse:
    """`/carnet/`: an empty page, the same for everybody; the browser fills it from what it keeps."""
    return render(request, "home/notebook.html")


@never_cache
@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """`/sante/`, for the host's own monitor: 200 when pages and background work go on, 503 otherwise. Names nobody."""
    found = look()
    response = JsonResponse({"works": found.works, **asdict(found)}, status=200 if found.works else 503)
    response["X-Robots-Tag"] = "noindex"
    # How many proxies wrote where the request came from: `manage.py doctor`, which comes through them all, compares.
    response["X-Proxies"] = str(len(list(filter(None, request.headers.get("X-Forwarded-For", "").split(",")))))
    return response
