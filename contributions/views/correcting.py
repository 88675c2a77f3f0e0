"""`/proposer/correction/?page=<code>`: a passage, opened in a form, without an account (see `reporting.py`)."""

from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from contributions import queries
from contributions.correcting import send_correction
from contributions.forms import CorrectionForm, by_part
from contributions.passages import passages
from core.numbers import number_in

from .about import LAST_KEY, about_a_page, may_be_taken


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def correction(request):
    return _about(request, request.GET.get("page", ""))


@about_a_page
def _about(request, page):
    version = number_in((request.POST or request.GET).get("version", ""), most=LAST_KEY)
    seen = queries.version_seen(page, version)
    passage = _passage(seen, request.GET.get("passage", ""))
    if passage is None:
        return _choose(request, page)
    form = CorrectionForm(request.POST if request.method == "POST" else None, seen=seen, passage=passage)
    status = 200
    if request.method == "POST" and form.is_valid():
        if may_be_taken(request, form):
            send_correction(page, form.proposed())
            return redirect(f"{reverse('contributions:thanks', args=[page.code])}?de=correction")
        status = 429
    context = {"form": form, "page_asked": page, "passage": passage}
    return render(request, "contributions/correction.html", context, status=status)


def _choose(request, page):
    """The passages of the page; what was written for one that is no longer there is given back."""
    context = {"page_asked": page, "parts": by_part(passages(page)), "text": request.POST.get("after", "")}
    status = 409 if request.method == "POST" else 200
    return render(request, "contributions/passages.html", context, status=status)


def _passage(seen, key):
    """By its place and its words, otherwise by its place: the page may have changed since the link was made."""
    found = passages(seen)
    exact = (passage for passage in found if passage.key == key)
    there = (passage for passage in found if passage.place == key.partition("|")[0])
    return next(exact, None) or next(there, None)
