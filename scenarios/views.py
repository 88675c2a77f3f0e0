"""
The pages of a scenario: its start, its steps, the group's answers, its end, its roadmap.

All are the same bytes for everybody: what a group answered stands in the address and goes from step to step with it;
what it did stands in the browser's notebook, which a script lays over the page.
"""

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from actions.chooser import GroupContext
from actions.queries import sheets_beside_tools, sheets_of
from actions.questions import questions

from .steps import Step, possible_tools, steps_of, total_minutes

if TYPE_CHECKING:
    from .models import ScenarioPage


def _shared(request: HttpRequest, page: "ScenarioPage") -> dict[str, Any]:
    """What every page of a scenario shows: its steps, and the group's answers to carry along."""
    group = GroupContext.from_query(request.GET)
    return {
        "page": page,
        "steps": steps_of(page, group),
        "group": group,
        "group_query": group.suffix,
    }


def start(request: HttpRequest, page: "ScenarioPage") -> HttpResponse:
    context = _shared(request, page)
    context["total_minutes"] = page.duration or total_minutes(context["steps"])
    # before any question, a list of every tool is no help: it comes with the answers
    context["tools"] = possible_tools(context["steps"], context["group"]) if context["group_query"] else []
    return render(request, "scenarios/scenario_page.html", context)


def step(request: HttpRequest, page: "ScenarioPage", number: int) -> HttpResponse:
    """One step. A number out of range is 404 with links to the steps that exist."""
    context = _shared(request, page)
    steps: list[Step] = context["steps"]
    if not 1 <= number <= len(steps):
        return render(request, "scenarios/no_such_step.html", context, status=404)
    current = steps[number - 1]
    actions = sheets_of(current.actions, context["group"])
    beside = sheets_beside_tools(actions)
    context |= {
        "step": current,
        "previous_step": steps[number - 2] if number > 1 else None,
        "next_step": steps[number] if number < len(steps) else None,
        "actions": actions,
        "beside": beside,
        "advice_count": len(beside["advice"]) + bool(current.value["advice"]),
        "questions": questions(context["group"]),
        "back": f"{page.code}-{number}",
    }
    return render(request, "scenarios/step.html", context)


def group(request: HttpRequest, page: "ScenarioPage") -> HttpResponse:
    """The questions for the whole scenario; the answers go on to the first step."""
    context = _shared(request, page)
    context["questions"] = questions(context["group"])
    return render(request, "scenarios/group.html", context)


def end(request: HttpRequest, page: "ScenarioPage") -> HttpResponse:
    return render(request, "scenarios/end.html", _shared(request, page))
