"""Running a workshop on a scenario (`/animer/`): its running order, a mode to project, a kit to print."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from paper.documents import Document, found
from paper.making import Order
from paper.serving import document_response
from paper.style import paper_style
from resources.models import Sheet

from .facilitation import DURATIONS, running_order, wanted_duration, wanted_people
from .models import ScenarioPage
from .queries import facilitated_scenarios, published_scenario
from .roadmap import EXTRAS, SCENARIO, YES, Roadmap, make_roadmap
from .steps import steps_of

KIND = "kit"
CITED = dict.fromkeys(EXTRAS, YES)


@require_safe
def facilitate(request: HttpRequest) -> HttpResponse:
    """`/animer/`: the scenarios that have a running order."""
    return render(request, "scenarios/facilitate.html", {"scenarios": facilitated_scenarios(), "durations": DURATIONS})


@require_safe
def conductor(request: HttpRequest, slug: str) -> HttpResponse:
    """The running order for 45 minutes, 1 h 30 or 2 h (`?duree=90`), with the kit to print."""
    page = _facilitated(slug)
    context = _workshop(page, request.GET)
    context["kit"] = kit = found(kit_document(page, request.GET))
    context["paper_sheets"] = (kit.pages + 1) // 2 if kit else None
    return render(request, "scenarios/conductor.html", context)


@require_safe
def projection(request: HttpRequest, slug: str) -> HttpResponse:
    """The workshop on a wall: the title, one screen for each activity, the way on, all in one page."""
    return render(request, "scenarios/projection.html", _workshop(_facilitated(slug), request.GET))


@require_safe
def kit_file(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The running order, a handout for each person, cards, a poster and an attendance sheet in one PDF."""
    page = _facilitated(slug)
    document = kit_document(page, request.GET)
    return document_response(request, document, KIND, _kit_order(page, request.GET), f"animer-{slug}.pdf")


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


def kit_document(page: ScenarioPage, query: Mapping[str, str]) -> Document:
    context = _workshop(page, query)
    roadmap = make_roadmap(page, CITED)
    state = f"kit/{roadmap.version}/{context['order'].duration}/{context['people']}"
    context |= {"copies": range(context["people"]), "rows": roadmap.steps, "sheets": _cited(roadmap)}
    return Document(
        page.code, state, lambda: render_to_string("scenarios/kit_paper.html", context | {"style": paper_style()})
    )


def _cited(roadmap: Roadmap) -> list[Sheet]:
    """The sheets that people will look for, each once: the tools suggested, then what the actions say besides."""
    tools = {row.tool.pk: row.tool for row in roadmap.steps if row.tool}
    return [*tools.values(), *{sheet.pk: sheet for row in roadmap.steps for sheet in row.sheets}.values()]


def _kit_order(page: ScenarioPage, query: Mapping[str, str]) -> Order:
    return {SCENARIO: page.slug, "duree": str(wanted_duration(query)), "personnes": str(wanted_people(query))}


def document_of_order(order: Order) -> Document | None:
    page = published_scenario(order[SCENARIO])
    return kit_document(page, order) if page and page.running_order else None
