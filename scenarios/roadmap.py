"""A scenario as a paper object: one block a step, boxes to tick, who and when, the tool with its short address."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.template.loader import render_to_string

from actions.chooser import GroupContext
from actions.queries import ActionSheets, sheets_of
from paper.documents import Document
from paper.making import Order
from paper.style import paper_style
from resources.enums import SheetKind
from resources.models import Sheet, ToolSheet

from .models import MAX_STEPS, ScenarioPage
from .queries import published_scenario
from .steps import Step, dates_of, steps_of

YES = "oui"
EXTRAS = {"argumentaires": SheetKind.ARGUMENT, "conseils": SheetKind.ADVICE, "modes": SheetKind.TUTORIAL}
POSTER, CARDS = "affiche", "cartes"
KIND = "roadmap"
SCENARIO = "scenario"


@dataclass(frozen=True)
class Options:
    """
    What to print (the roadmap, a poster or cards), for which group, with which tool a step and what else.

    A tool is named by its slug or by its code, as a notebook keeps it.
    """

    group: GroupContext
    tools: Mapping[int, str]
    extras: frozenset[str]
    without_lines: bool
    what: str = ""

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> "Options":
        """Reads an address; what is not known is left out, so that few addresses give different documents."""
        tools = {number: query.get(f"outil{number}", "") for number in range(1, MAX_STEPS + 1)}
        return cls(
            group=GroupContext.from_query(query),
            tools={number: slug for number, slug in tools.items() if slug},
            extras=frozenset(name for name in EXTRAS if query.get(name) == YES),
            without_lines=query.get("lignes") == "non",
            what=what if (what := query.get("quoi", "")) in {POSTER, CARDS} else "",
        )

    def as_query(self) -> dict[str, str]:
        query = self.group.as_query() | {f"outil{number}": slug for number, slug in self.tools.items()}
        query |= dict.fromkeys(self.extras, YES)
        if self.without_lines:
            query["lignes"] = "non"
        if self.what:
            query["quoi"] = self.what
        return dict(sorted(query.items()))

    @property
    def query_string(self) -> str:
        return urlencode(self.as_query())


@dataclass(frozen=True)
class RoadmapStep:
    """A step with the tool of the group: the one it named (`is_chosen`), otherwise the one proposed; `when` if it said so."""

    step: Step
    tool: ToolSheet | None
    is_chosen: bool
    when: datetime.date | None
    tools: list[ToolSheet]
    sheets: list[Sheet]


@dataclass(frozen=True)
class Roadmap:
    page: ScenarioPage
    options: Options
    steps: list[RoadmapStep]

    @property
    def plain_steps(self) -> list[Step]:
        return [row.step for row in self.steps]

    @property
    def version(self) -> str:
        """Changes when any of what is on the paper is published again or withdrawn: scenario, actions, sheets."""
        shown = [one for row in self.steps for one in (*row.step.actions, *row.tools, *row.sheets)]
        return " ".join([str(self.page.live_revision_id), *(f"{one.code} {one.last_published_at}" for one in shown)])


def make_roadmap(page: ScenarioPage, query: Mapping[str, str]) -> Roadmap:
    """The roadmap of a scenario for a group; tools that a step does not offer are dropped from the options."""
    asked = Options.from_query(query)
    steps = steps_of(page, asked.group)
    dates = dates_of(steps, query)
    per_step = [step.actions for step in steps]
    gathered = {
        item.action.pk: item
        for item in sheets_of(
            list({action.pk: action for actions in per_step for action in actions}.values()), asked.group
        )
    }
    rows = [
        _row(step, [gathered[action.pk] for action in actions], asked, dates)
        for step, actions in zip(steps, per_step, strict=True)
    ]
    known = {row.step.number: row.tool.slug for row in rows if row.tool and row.is_chosen}
    return Roadmap(page, replace(asked, tools=known), rows)


def _row(step: Step, gathered: list[ActionSheets], options: Options, dates: Mapping[int, datetime.date]) -> RoadmapStep:
    tools = {tool.slug: tool for item in gathered for tool in item.tools.values()}
    asked = options.tools.get(step.number, "")
    chosen = next((tool for tool in tools.values() if asked in {tool.slug, tool.code}), None)
    recommended = next((item.recommended for item in gathered if item.recommended), None)
    kinds = {EXTRAS[name] for name in options.extras}
    sheets = [
        sheet for item in gathered for section in item.sections if section.kind in kinds for sheet in section.sheets
    ]
    when = dates.get(step.number)
    return RoadmapStep(step, chosen or recommended, chosen is not None, when, list(tools.values()), sheets)


def roadmap_document(roadmap: Roadmap) -> Document:
    """The roadmap as a tagged PDF without notes, made once for a revision and a set of options."""
    return Document(
        roadmap.page.code,
        f"roadmap/{roadmap.version}/{roadmap.options.query_string}",
        lambda: render_to_string("scenarios/roadmap_paper.html", {"roadmap": roadmap, "style": paper_style()}),
    )


def roadmap_order(roadmap: Roadmap) -> Order:
    """What the worker needs to make the same document."""
    return {SCENARIO: roadmap.page.slug} | roadmap.options.as_query()


def document_of_order(order: Order) -> Document | None:
    page = published_scenario(order[SCENARIO])
    return roadmap_document(make_roadmap(page, order)) if page else None
