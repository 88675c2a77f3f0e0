"""What people take away from a scenario: the roadmap as a page, a PDF, one file; dates; the kit of a workshop."""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from core.paper import paper_style
from core.pdf import Pdf, PdfBusyError, busy_response, kept

from .calendars import calendar_of
from .facilitation import DURATIONS, running_order, wanted_duration, wanted_people
from .models import ScenarioPage
from .queries import facilitated_scenarios, published_scenario, published_scenarios
from .roadmap import Roadmap, make_roadmap, roadmap_pdf
from .steps import steps_of


def roadmap_page(request: HttpRequest, page: ScenarioPage) -> HttpResponse:
    """The roadmap to read, to fill in and to print from the browser; says how many pages the PDF has."""
    roadmap = make_roadmap(page, request.GET)
    return render(request, "scenarios/roadmap.html", {"page": page, "roadmap": roadmap, "pdf": _announced(roadmap)})


def _announced(roadmap: Roadmap) -> Pdf | None:
    try:
        return roadmap_pdf(roadmap)
    except PdfBusyError:
        return None


@require_safe
def roadmap_file(request: HttpRequest, slug: str, ending: str) -> HttpResponseBase:
    """`feuille-de-route.pdf`, `.html` (one file that works from a USB key) or `.ics`."""
    page = get_object_or_404(published_scenarios(), slug=slug)
    if ending == "ics":
        return _attached(
            HttpResponse(calendar_of(page, request.GET), content_type="text/calendar; charset=utf-8"), slug, ending
        )
    roadmap = make_roadmap(page, request.GET)
    if ending == "pdf":
        return _pdf_response(lambda: roadmap_pdf(roadmap), f"{slug}.pdf")
    html = render_to_string("scenarios/roadmap_paper.html", {"roadmap": roadmap, "style": paper_style(alone=True)})
    return _attached(HttpResponse(html), slug, ending)


def _attached(response: HttpResponse, slug: str, ending: str) -> HttpResponse:
    response["Content-Disposition"] = f'attachment; filename="{slug}.{ending}"'
    return response


def _pdf_response(make: Callable[[], Pdf], name: str) -> HttpResponseBase:
    try:
        pdf = make()
    except PdfBusyError:
        return busy_response()
    return FileResponse(pdf.path.open("rb"), content_type="application/pdf", filename=name)


@require_safe
def facilitate(request: HttpRequest) -> HttpResponse:
    """`/animer/`: the scenarios that have a running order."""
    return render(request, "scenarios/facilitate.html", {"scenarios": facilitated_scenarios(), "durations": DURATIONS})


@require_safe
def conductor(request: HttpRequest, slug: str) -> HttpResponse:
    """The running order for 45 minutes, 1 h 30 or 2 h (`?duree=90`), with the kit to print."""
    page = published_scenario(slug)
    if page is None or not page.running_order:
        raise Http404
    context = _workshop(page, request.GET)
    try:
        context["kit"] = _kit(page, request.GET)
    except PdfBusyError:
        context["kit"] = None
    return render(request, "scenarios/conductor.html", context)


@require_safe
def kit_file(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The running order, a handout for each person and an attendance sheet in one PDF."""
    page = published_scenario(slug)
    if page is None or not page.running_order:
        raise Http404
    return _pdf_response(lambda: _kit(page, request.GET), f"animer-{slug}.pdf")


def _workshop(page: ScenarioPage, query: Mapping[str, str]) -> dict[str, Any]:
    duration = wanted_duration(query)
    return {
        "page": page,
        "order": running_order([activity.value for activity in page.running_order], duration),
        "durations": DURATIONS,
        "people": wanted_people(query),
        "steps": steps_of(page),
    }


def _kit(page: ScenarioPage, query: Mapping[str, str]) -> Pdf:
    context = _workshop(page, query)
    version = f"kit/{page.live_revision_id}/{page.last_published_at}/{context['order'].duration}/{context['people']}"
    context |= {"copies": range(context["people"]), "style": paper_style()}
    return kept(page.code, version, lambda: render_to_string("scenarios/kit_paper.html", context))
