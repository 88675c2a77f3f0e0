"""What pages read of actions: their sheets, and the facts of their tools."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, prefetch_related_objects
from wagtail.models import Page

from core.openness import open_pages
from resources.enums import Hosting, SheetKind
from resources.models import SHEET_MODELS, Sheet, ToolSheet, TutorialSheet

from .chooser import Choice, GroupContext, ToolFacts, choose
from .models import ActionPage


@dataclass(frozen=True)
class SheetSection:
    """The sheets of one kind of an action, in the editor's order."""

    kind: SheetKind
    sheets: tuple[Sheet, ...]


@dataclass(frozen=True)
class ActionSheets:
    """An action with its sheets by kind, and its tools chosen for a group."""

    action: ActionPage
    sections: tuple[SheetSection, ...]
    choice: Choice
    tools: dict[str, ToolSheet]
    """By code, as the choice names them."""

    @property
    def recommended(self) -> ToolSheet | None:
        return self.tools[self.choice.recommended.code] if self.choice.recommended else None

    @property
    def suggested(self) -> ToolSheet | None:
        """The tool put forward: the one recommended, or the closest when none answers everything."""
        return self.recommended or (self.closest[0] if self.closest else None)

    @property
    def fitting(self) -> list[ToolSheet]:
        """Every tool that has nothing against it."""
        aside = {item.tool.code for item in self.choice.set_aside}
        return [tool for code, tool in self.tools.items() if code not in aside]

    @property
    def besides(self) -> list[tuple[ToolSheet, list[str]]]:
        """Every other tool, what fits first, then what has obstacles, with them."""
        shown = self.suggested
        found: list[tuple[ToolSheet, list[str]]] = [(tool, []) for tool in self.fitting]
        found += self.set_aside
        return [(tool, against) for tool, against in found if tool != shown]

    @property
    def ordered(self) -> list[tuple[ToolSheet, list[str]]]:
        """Every tool: the one put forward, then the others."""
        shown = self.suggested
        against = self.closest[1] if shown and self.closest else []
        return ([(shown, against)] if shown else []) + self.besides

    @property
    def further(self) -> list[tuple[ToolSheet, list[str]]]:
        """What has obstacles and is not put forward in spite of them."""
        return [(tool, against) for tool, against in self.set_aside if tool != self.suggested]

    @property
    def others(self) -> list[ToolSheet]:
        return [self.tools[tool.code] for tool in self.choice.others]

    @property
    def doubts(self) -> list[str]:
        return [str(doubt.value) for doubt in self.choice.doubts]

    @property
    def set_aside(self) -> list[tuple[ToolSheet, list[str]]]:
        return [
            (self.tools[item.tool.code], [str(obstacle.value) for obstacle in item.obstacles])
            for item in self.choice.set_aside
        ]

    @property
    def closest(self) -> tuple[ToolSheet, list[str]] | None:
        return self.set_aside[0] if self.choice.closest else None


def published_actions(pks: Iterable[int] | None = None) -> dict[int, ActionPage]:
    """Published actions by primary key, in alphabetical order; only those asked for when `pks` is given."""
    actions = open_pages(ActionPage.objects.order_by("title"))
    return actions.in_bulk(list(pks)) if pks is not None else {action.pk: action for action in actions}


def sheets_of(
    actions: Sequence[ActionPage], context: GroupContext, today: datetime.date | None = None
) -> list[ActionSheets]:
    """The sheets of some actions and the tool that suits the group, in two queries however many there are."""
    day = today or datetime.date.today()
    sheets = _published_sheets({pk for action in actions for pk in _sheet_pks(action)})
    facts = tool_facts([sheet for sheet in sheets.values() if isinstance(sheet, ToolSheet)])
    return [_gather(action, sheets, facts, context, day) for action in actions]


def sheets_beside_tools(gathered: Iterable[ActionSheets]) -> dict[str, list[Sheet]]:
    """The sheets of several actions that are no tool, each once, by the name of their kind in English."""
    found: dict[str, dict[int, Sheet]] = {kind.name.lower(): {} for kind in SheetKind}
    for item in gathered:
        for section in item.sections:
            found[section.kind.name.lower()] |= {sheet.pk: sheet for sheet in section.sheets}
    return {name: list(sheets.values()) for name, sheets in found.items() if name != SheetKind.TOOL.name.lower()}


def _sheet_pks(action: ActionPage) -> list[int]:
    return [item["value"] for item in action.sheets.raw_data if item["value"]]


def _gather(
    action: ActionPage,
    sheets: dict[int, Sheet],
    facts: dict[int, ToolFacts],
    context: GroupContext,
    today: datetime.date,
) -> ActionSheets:
    by_kind: dict[SheetKind, list[Sheet]] = defaultdict(list)
    for pk in dict.fromkeys(_sheet_pks(action)):
        if sheet := sheets.get(pk):
            by_kind[sheet.kind].append(sheet)
    tools = {sheet.code: sheet for sheet in by_kind[SheetKind.TOOL] if isinstance(sheet, ToolSheet)}
    return ActionSheets(
        action=action,
        sections=tuple(SheetSection(kind, tuple(by_kind[kind])) for kind in SheetKind),
        choice=choose((facts[tool.pk] for tool in tools.values()), context, today),
        tools=tools,
    )


def _published_sheets(pks: Iterable[int]) -> dict[int, Sheet]:
    """
    The published sheets among the pages, of every kind in one query: a page brings its sheet along.

    Tools come with what their cards and the chooser need.
    """
    names = [model.__name__.lower() for model in SHEET_MODELS]  # how a page names what it is
    tutorials = open_pages(TutorialSheet.objects.filter(tool=OuterRef("pk")))
    pages = open_pages(Page.objects.filter(pk__in=list(pks))).select_related(*names)
    sheets: dict[int, Sheet] = {}
    for page in pages.annotate(has_tutorial=Exists(tutorials)):
        sheet = next((found for name in names if (found := getattr(page, name, None))), None)
        if sheet is not None:
            sheet.has_tutorial = page.has_tutorial
            sheets[page.pk] = sheet
    prefetch_related_objects([sheet for sheet in sheets.values() if isinstance(sheet, ToolSheet)], "replaces")
    return sheets


def tool_facts(tools: Iterable[ToolSheet]) -> dict[int, ToolFacts]:
    """The facts of tool sheets that know whether they have a tutorial, by primary key."""
    return {tool.pk: _facts(tool, tool.has_tutorial) for tool in tools}


def _facts(tool: ToolSheet, has_tutorial: bool) -> ToolFacts:
    modes = {
        Hosting.SERVICE: tool.hosted_as_service,
        Hosting.HOST: tool.hosted_by_host,
        Hosting.OWN_SERVER: tool.hosted_on_own_server,
    }
    return ToolFacts(
        code=tool.code,
        name=tool.title,
        level=tool.level,
        account=tool.account,
        phone=tool.phone,
        group_min=tool.group_min,
        group_max=tool.group_max,
        hosting=frozenset(mode for mode, offered in modes.items() if offered),
        trials=tuple(trial.value["tried_on"] for trial in tool.trials if trial.value["tried_on"]),
        has_tutorial=has_tutorial,
        has_free_chatons_host=any(host.value["chatons"] and host.value["free"] for host in tool.hosts),
    )


def action_titles() -> list[tuple[int, str]]:
    return list(open_pages(ActionPage.objects.all()).values_list("pk", "title"))


def actions_in_order(keys: Iterable[int]) -> list[ActionPage]:
    """The published actions among the keys, in the order of the keys."""
    order = list(keys)
    found = published_actions(order)
    return [found[key] for key in order if key in found]
