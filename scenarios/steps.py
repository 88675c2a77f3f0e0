"""The steps of a scenario as its pages show them."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from wagtail.models import Page

from actions.chooser import GroupContext
from actions.models import ActionPage
from actions.queries import sheets_of
from resources.models import Testimonial, ToolSheet

if TYPE_CHECKING:
    from .models import ScenarioPage

YEARS = range(2000, 2200)


@dataclass(frozen=True)
class Task:
    """
    `id` is permanent: ticks follow it. `joiner` is “and” or “or”; the first task of a step has none.

    `how` is the public action or tutorial that shows how to do it.
    """

    id: str
    text: str
    joiner: str
    how: Page | None = None


@dataclass(frozen=True)
class Step:
    """One step: its place, its permanent id, its address with the group's answers, and what the editor wrote."""

    number: int
    id: str
    url: str
    value: Mapping[str, Any]

    @property
    def title(self) -> str:
        return str(self.value["title"])

    @property
    def minutes(self) -> int | None:
        return self.value["minutes"]

    @property
    def tasks(self) -> list[Task]:
        return [
            Task(item.id, item.value["text"], item.value["joiner"] if position else "", _public(item.value.get("how")))
            for position, item in enumerate(self.value["tasks"].bound_blocks)
        ]

    @property
    def actions(self) -> list[ActionPage]:
        """The chosen actions that everybody may see, in the editor's order."""
        return [action for action in self.value["actions"] if _public(action)]

    @property
    def testimonials(self) -> list[Testimonial]:
        return [
            testimonial for testimonial in self.value["testimonials"] if testimonial is not None and testimonial.live
        ]


def _public(page: Page | None) -> Page | None:
    # what was just chosen, in a preview, does not know more than whether it is published
    return page if page and getattr(page, "is_open", page.live) else None


def steps_of(page: "ScenarioPage", group: GroupContext | None = None) -> list[Step]:
    """The steps of a scenario; their addresses keep the group's answers."""
    suffix = group.suffix if group else ""
    address = page.url  # asked once: each asking reads the cache of the sites
    return [
        Step(number, child.id, f"{address}etape-{number}/{suffix}", child.value)
        for number, child in enumerate(page.steps, start=1)
    ]


def dates_of(steps: list[Step], query: Mapping[str, str]) -> dict[int, datetime.date]:
    """The days given for the steps (`quand3=2026-12-01`); what is not a day that a calendar bears is left out."""
    found = {}
    for step in steps:
        try:
            day = datetime.date.fromisoformat(query.get(f"quand{step.number}", ""))
        except ValueError:
            continue
        if day.year in YEARS:
            found[step.number] = day
    return found


def total_minutes(steps: list[Step]) -> int:
    return sum(step.minutes or 0 for step in steps)


def possible_tools(steps: list[Step], group: GroupContext) -> list[ToolSheet]:
    """The tools of the steps that have nothing against what a group answered, in alphabetical order."""
    actions = {action.pk: action for step in steps for action in step.actions}
    gathered = sheets_of(list(actions.values()), group)
    tools = {tool.pk: tool for item in gathered for tool in item.fitting}
    return sorted(tools.values(), key=lambda tool: tool.title.casefold())
