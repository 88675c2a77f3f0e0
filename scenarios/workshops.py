"""Running a workshop on a scenario (`/animer/`): its running order, a mode to project, a kit to print."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from paper.pdf import Pdf, PdfBusyError, kept
from paper.style import paper_style

from .documents import pdf_response
from .facilitation import DURATIONS, running_order, wanted_duration, wanted_people, wanted_screen
from .models import ScenarioPage
from .queries import facilitated_scenarios, published_scenario
from .roadmap import make_roadmap
from .steps import steps_of


@require_safe
def facilitate(request: HttpRequest) -> HttpResponse:
    """`/animer/`: the scenarios that have a running order."""
    return render(request, "scenarios/facilitate.html", {"scenarios": facilitated_scenarios(), "durations": DURATIONS})


@require_safe
def conductor(request: HttpRequest, slug: str) -> HttpResponse:
    """The running order for 45 minutes, 1 h 30 or 2 h (`?duree=90`), with the kit to print."""
    page = _facilitated(slug)
    context = _workshop(page, request.GET)
    try:
        context["kit"] = _kit(page, request.GET)
        context["paper_sheets"] = (context["kit"].pages + 1) // 2
    except PdfBusyError:
        context["kit"] = None
    return render(request, "scenarios/conductor.html", context)


@require_safe
def projection(request: HttpRequest, slug: str) -> HttpResponse:
    """The workshop on a wall: one activity a screen (`?ecran=3`), the title before the first."""
    context = _workshop(_facilitated(slug), request.GET)
    activities = context["order"].activities
    rank = wanted_screen(request.GET, len(activities))
    context |= {
        "activity": activities[rank - 1] if rank else None,
        "rank": rank,
        "previous_rank": rank - 1 if rank else None,
        "next_rank": rank + 1 if rank < len(activities) else None,
    }
    return render(request, "scenarios/projection.html", context)


@require_safe
def kit_file(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The running order, a handout for each person, cards, a poster and an attendance sheet in one PDF."""
    page = _facilitated(slug)
    return pdf_response(lambda: _kit(page, request.GET), f"animer-{slug}.pdf")


def _facilitated(slug: str) -> ScenarioPage:
    page = published_scenario(slug)
    if page is None or not page.running_order:
        raise Http404
    return page


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
    roadmap = make_roadmap(page, {})
    version = f"kit/{roadmap.version}/{context['order'].duration}/{context['people']}"
    context |= {"copies": range(context["people"]), "rows": roadmap.steps, "style": paper_style()}
    return kept(page.code, version, lambda: render_to_string("scenarios/kit_paper.html", context))
