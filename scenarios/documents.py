"""What people take away from a scenario: the roadmap as a page, a PDF or one file, and its dates."""

from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from paper.documents import found
from paper.serving import document_response
from paper.style import paper_style

from .calendars import calendar_of
from .models import ScenarioPage
from .queries import published_scenarios
from .roadmap import CARDS, KIND, POSTER, Roadmap, make_roadmap, roadmap_document, roadmap_order

PAPERS = [("", _("The roadmap")), (POSTER, _("A poster, one page")), (CARDS, _("Cards to cut, four a page"))]
NO_DATE = "vide"


def roadmap_page(request: HttpRequest, page: ScenarioPage) -> HttpResponse:
    """The roadmap to read, to fill in and to print from the browser; says how many pages the PDF has, once it is made."""
    roadmap = make_roadmap(page, request.GET)
    context = {
        "page": page,
        "roadmap": roadmap,
        "papers": PAPERS,
        "chose": request.GET.get("quoi") in dict(PAPERS),  # the form was sent: it stays open
        "no_date": request.GET.get("agenda") == NO_DATE,
        "pdf": found(roadmap_document(roadmap)),
        "address": board_address(roadmap),
    }
    return render(request, "scenarios/roadmap.html", context)


def board_address(roadmap: Roadmap) -> str:
    """The roadmap for those who are not there: the answers, the tools and the dates that this address holds."""
    dates = {f"quand{row.step.number}": row.when.isoformat() for row in roadmap.steps if row.when}
    tools = {f"outil{number}": slug for number, slug in roadmap.options.tools.items()}
    kept = urlencode(dict(sorted((roadmap.options.group.as_query() | tools | dates).items())))
    return f"{settings.SITE_URL}{roadmap.page.get_url()}feuille-de-route/{'?' if kept else ''}{kept}"


@require_safe
def roadmap_file(request: HttpRequest, slug: str, ending: str) -> HttpResponseBase:
    """`feuille-de-route.pdf`, `.html` (one file that works from a USB key) or `.ics`."""
    page = get_object_or_404(published_scenarios(), slug=slug)
    if ending == "ics":
        return _calendar(request, page)
    roadmap = make_roadmap(page, request.GET)
    if ending == "pdf":
        return document_response(request, roadmap_document(roadmap), KIND, roadmap_order(roadmap), f"{slug}.pdf")
    html = render_to_string("scenarios/roadmap_paper.html", {"roadmap": roadmap, "style": paper_style(alone=True)})
    return _attached(HttpResponse(html), slug, ending)


def _calendar(request: HttpRequest, page: ScenarioPage) -> HttpResponse:
    calendar = calendar_of(page, request.GET)
    if calendar is None:
        return redirect(f"{page.get_url(request)}feuille-de-route/?agenda={NO_DATE}#agenda")
    return _attached(HttpResponse(calendar, content_type="text/calendar; charset=utf-8"), page.slug, "ics")


def _attached(response: HttpResponse, slug: str, ending: str) -> HttpResponse:
    response["Content-Disposition"] = content_disposition_header(True, f"{slug}.{ending}") or ""
    return response
