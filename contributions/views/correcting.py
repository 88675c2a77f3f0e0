"""`/proposer/correction/?page=<code>`: a passage, opened in a form, without an account (see `reporting.py`)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods
from wagtail.models import Page

from contributions import queries
from contributions.correcting import send_correction
from contributions.forms import CorrectionForm, by_part
from contributions.passages import Passage, passages
from core.models import ContentPage
from core.numbers import number_in

from .about import LAST_KEY, about_a_page, may_be_taken


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def correction(request: HttpRequest) -> HttpResponse:
    return _about(request, request.GET.get("page", ""))


@about_a_page
def _about(request: HttpRequest, page: ContentPage) -> HttpResponse:
    if "ici" in request.POST:
        return _moved(request, page, request.POST["ici"])
    version = number_in((request.POST or request.GET).get("version", ""), most=LAST_KEY)
    seen = queries.version_seen(page, version)
    key = request.GET.get("passage", "")
    passage = _passage(seen, key)
    if passage is None:
        return _choose(request, page, is_changed=bool(key))
    form = CorrectionForm(request.POST if request.method == "POST" else None, seen=seen, passage=passage)
    status = 200
    if request.method == "POST" and form.is_valid():
        if may_be_taken(request, form):
            send_correction(page, form.proposed())
            return redirect(f"{reverse('contributions:thanks', args=[page.code])}?de=correction")
        status = 429
    context = {"form": form, "page_asked": page, "passage": passage}
    return render(request, "contributions/correction.html", context, status=status)


def _choose(request: HttpRequest, page: ContentPage, *, is_changed: bool) -> HttpResponse:
    """The passages of the page; what was written for one that is no longer there is kept until another one is chosen."""
    context = {
        "page_asked": page,
        "parts": by_part(passages(page)),
        "is_changed": is_changed,
        "kept": _typed(request),
        "text": request.POST.get("after", ""),
    }
    status = 409 if request.method == "POST" else 200
    return render(request, "contributions/passages.html", context, status=status)


def _moved(request: HttpRequest, page: ContentPage, key: str) -> HttpResponse:
    """What was written for a passage that changed, in the form of the passage that its author chose. Nothing is sent."""
    passage = _passage(page, key)
    if passage is None:
        return _choose(request, page, is_changed=True)
    form = CorrectionForm(initial=_typed(request), seen=page, passage=passage)
    context = {"form": form, "page_asked": page, "passage": passage, "is_moved": True}
    return render(request, "contributions/correction.html", context)


def _typed(request: HttpRequest) -> dict[str, str]:
    return {name: request.POST[name] for name in ("after", "reason", "name", "email") if request.POST.get(name)}


def _passage(seen: Page, key: str) -> Passage | None:
    """
    By its place and its words, or by its place alone when no words are given. The same place with other words is
    another passage: what was written for the first is never put there.
    """
    is_meant = "key" if "|" in key else "place"
    return next((passage for passage in passages(seen) if getattr(passage, is_meant) == key), None)
