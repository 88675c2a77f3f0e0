from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from scenarios.queries import published_scenarios

from .queries import MOST_CODES, described

A_FEW_MINUTES = 300


@require_safe
def own_paths(request: HttpRequest) -> HttpResponse:
    """`/parcours/`: an empty page, the same for everybody; the browser fills it from its notebook or from a link."""
    return render(request, "paths/paths.html")


@require_safe
def editor(request: HttpRequest) -> HttpResponse:
    """`/parcours/nouveau/`: the editor, the same bytes for everybody; the scenarios are those that can be copied."""
    return render(request, "paths/editor.html", {"scenarios": published_scenarios()})


@require_safe
@conditional_page
@cache_control(public=True, max_age=A_FEW_MINUTES)
def sheets(request: HttpRequest) -> HttpResponse:
    """What public contents say of themselves, for paths that only hold codes. 400 beyond a hundred codes."""
    codes = sorted({code.upper() for code in request.GET.get("codes", "").split(".") if code})
    if len(codes) > MOST_CODES:
        return JsonResponse({"reason": "too-many"}, status=400)
    return JsonResponse({"sheets": described(codes)})
