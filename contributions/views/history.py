"""
`…/historique/`, under every content: its versions, what one said, what changed from one to another.

Reached through `core.routing`, for published pages without restriction only; the same bytes for everybody.
"""

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from contributions.comparing import differences, labels
from contributions.models import Version
from contributions.passages import texts
from contributions.version_queries import version_of, versions_of, words_of
from core.models import ContentPage
from core.numbers import number_in

ON_A_SCREEN = 25
MOST = 2**31 - 1


def history(request: HttpRequest, page: ContentPage, rest: Sequence[str]) -> HttpResponse:
    """`rest` is what follows in the address: nothing, or the number of a version."""
    if request.method not in {"GET", "HEAD"}:
        return HttpResponse(status=405, headers={"Allow": "GET, HEAD"})
    if not rest:
        return _compared(request, page) if "avec" in request.GET else _listed(request, page)
    number = number_in(rest[0], most=MOST) if len(rest) == 1 else None
    return _one(request, page, _version(page, number))


def _listed(request: HttpRequest, page: ContentPage) -> HttpResponse:
    screen = Paginator(versions_of(page), ON_A_SCREEN).get_page(request.GET.get("p"))
    rows = [{"version": version, "changed": labels(page, version.changed or ())} for version in screen]
    return _answer(request, "history", {"page_asked": page, "screen": screen, "rows": rows})


def _one(request: HttpRequest, page: ContentPage, version: Version) -> HttpResponse:
    as_it_was = words_of(page, version)
    said = list(texts(as_it_was)) if as_it_was else []
    return _answer(request, "version", {"page_asked": page, "version": version, "texts": said})


def _compared(request: HttpRequest, page: ContentPage) -> HttpResponse:
    """Two versions, in whatever order they are asked for."""
    asked = [number_in(request.GET.get(name, ""), most=MOST) for name in ("version", "avec")]
    before, after = sorted((_version(page, number) for number in asked), key=lambda version: version.number)
    if before == after:
        return redirect(f"{page.url}historique/{before.number}/")
    words = [words_of(page, version) for version in (before, after)]
    are_kept = None not in words
    found = differences(*words) if are_kept else []
    context = {"page_asked": page, "before": before, "after": after, "are_kept": are_kept, "differences": found}
    return _answer(request, "compared", context)


def _version(page: ContentPage, number: int | None) -> Version:
    version = version_of(page, number) if number else None
    if version is None:
        raise Http404
    return version


def _answer(request: HttpRequest, name: str, context: dict[str, Any]) -> HttpResponse:
    return render(request, f"contributions/{name}.html", context)
