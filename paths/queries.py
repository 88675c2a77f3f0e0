"""What a path shows of public contents. Published content needs no user."""

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.db.models import QuerySet
from django.urls import reverse

from actions.models import ActionPage
from core.codes import is_code
from core.models import ContentPage, RegisteredCode
from core.openness import open_pages
from courses.models import LessonPage
from media.licences import Licence
from resources.enums import SheetKind
from resources.models import AdviceSheet, ArgumentSheet, ToolSheet, TutorialSheet
from scenarios.models import ScenarioPage

MOST_CODES = 100
KINDS: dict[type[ContentPage], str] = {
    ScenarioPage: "scenario",
    ActionPage: "action",
    ToolSheet: SheetKind.TOOL.value,
    TutorialSheet: SheetKind.TUTORIAL.value,
    ArgumentSheet: SheetKind.ARGUMENT.value,
    AdviceSheet: SheetKind.ADVICE.value,
    LessonPage: "lecon",
}


def described(codes: Iterable[str]) -> dict[str, dict[str, Any]]:
    """
    By code: what a path says of a content. What is unknown, unpublished or private is not there.

    One query for the codes and one for each kind among them, whatever their number.
    """
    pages = [page for pages in _pages_by_kind(codes) for page in pages]
    actions = _open_actions(page for page in pages if isinstance(page, ScenarioPage))
    return {str(page.code): _description(page, actions) for page in sorted(pages, key=lambda page: str(page.code))}


def _pages_by_kind(codes: Iterable[str]) -> list[QuerySet[Any]]:
    registered = RegisteredCode.objects.filter(code__in=[code for code in codes if is_code(code)])
    uids: dict[Any, list[Any]] = {}
    for kind, uid in registered.values_list("kind", "uid"):
        uids.setdefault(apps.get_model(kind), []).append(uid)
    return [open_pages(model._default_manager.filter(uid__in=uids[model])) for model in KINDS if model in uids]


def _open_actions(scenarios: Iterable[ScenarioPage]) -> dict[int, str]:
    """The codes of the public actions that the steps of scenarios choose, by primary key."""
    chosen = [pk for page in scenarios for step in page.steps.raw_data for _id, pk in _items(step, "actions")]
    if not chosen:
        return {}
    return dict(open_pages(ActionPage.objects.filter(pk__in=chosen)).values_list("pk", "code"))


def _description(page: ContentPage, actions: dict[int, str]) -> dict[str, Any]:
    said: dict[str, Any] = {
        "kind": KINDS[type(page)],
        "title": page.title,
        "url": page.get_url(),
        "lead": page.summary,
        "authors": page.author_names,
        "licence": page.licence,
        "licence_name": str(Licence(page.licence).label) if page.licence in Licence.values else page.licence,
        # whole seconds: it stands in links
        "version": int(page.last_published_at.timestamp()) if page.last_published_at else 0,
    }
    if isinstance(page, ScenarioPage):
        said["steps"] = [_step(step, actions) for step in page.steps.raw_data]
        is_run = bool(page.running_order.raw_data)
        ways = {"workshop": "conductor", "projection": "projection"}
        said |= {way: reverse(name, args=[page.slug]) if is_run else "" for way, name in ways.items()}
    return said


def _step(step: Any, actions: dict[int, str]) -> dict[str, Any]:
    """One step of a scenario, by the ids of its blocks: ticks and copies follow them."""
    value = step["value"]
    return {
        "id": step["id"],
        "title": value["title"],
        "result": value.get("result", ""),
        "tasks": [
            {"id": task_id, "text": task["text"], "or": bool(rank) and task.get("joiner") == "or"}
            for rank, (task_id, task) in enumerate(_items(step, "tasks"))
        ],
        "actions": list(dict.fromkeys(actions[pk] for _id, pk in _items(step, "actions") if pk in actions)),
    }


def _items(step: Any, name: str) -> list[tuple[str, Any]]:
    """The id and the value of each item of a list of a step; Wagtail still reads items written without an id."""
    items = step["value"].get(name) or []
    is_whole = [isinstance(item, dict) and item.get("type") == "item" for item in items]
    return [
        (item.get("id") or f"rang-{rank}", item["value"]) if whole else (f"rang-{rank}", item)
        for rank, (item, whole) in enumerate(zip(items, is_whole, strict=True), start=1)
    ]
