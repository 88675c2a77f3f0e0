"""Content for tests, made as editors make it: in the tree, published, with nothing but what a test names."""

import itertools
from typing import Any

from actions.models import ActionIndexPage, ActionPage
from core.models import Product
from home.tree import ensure_tree
from resources.enums import SheetKind
from resources.models import AdviceSheet, SheetIndexPage, ToolSheet, TutorialSheet
from scenarios.models import ScenarioIndexPage, ScenarioPage

_numbers = itertools.count(1)


def _publish(parent: Any, page: Any) -> Any:
    page.slug = page.slug or f"contenu-{next(_numbers)}"
    page.summary = page.summary or "Une phrase."
    parent.add_child(instance=page)
    page.save_revision().publish()
    return type(page).objects.get(pk=page.pk)


def _index(kind: SheetKind) -> SheetIndexPage:
    ensure_tree()
    return SheetIndexPage.objects.get(kind=kind)


def tool(title: str = "Framadate", **fields: Any) -> ToolSheet:
    return _publish(_index(SheetKind.TOOL), ToolSheet(title=title, **fields))


def tutorial(title: str = "Créer un sondage", **fields: Any) -> TutorialSheet:
    gestures = [{"type": "gesture", "value": {"title": "Ouvrir la page"}}]
    return _publish(
        _index(SheetKind.TUTORIAL), TutorialSheet(title=title, result="Un sondage.", gestures=gestures, **fields)
    )


def advice(title: str = "Prévoir un plan B", **fields: Any) -> AdviceSheet:
    advices = [{"type": "advice", "value": {"title": f"Conseil {number}"}} for number in range(3)]
    return _publish(
        _index(SheetKind.ADVICE), AdviceSheet(title=title, situation="Le son coupe.", advices=advices, **fields)
    )


def action(title: str = "Choisir une date", sheets: Any = (), **fields: Any) -> ActionPage:
    ensure_tree()
    chosen = [{"type": "sheet", "value": sheet.pk} for sheet in sheets]
    return _publish(ActionIndexPage.objects.get(), ActionPage(title=title, sheets=chosen, **fields))


def step(title: str = "Choisir la date", actions: Any = (), **values: Any) -> dict[str, Any]:
    """The raw value of a step, as StreamFields keep it."""
    return {
        "type": "step",
        "id": values.pop("id", f"etape-{next(_numbers)}"),
        "value": {
            "title": title,
            "result": "La date est connue.",
            "tasks": [{"type": "item", "id": "tache-1", "value": {"text": "Proposer trois dates", "joiner": "and"}}],
            "actions": [{"type": "item", "id": f"action-{page.pk}", "value": page.pk} for page in actions],
            "testimonials": [],
            **values,
        },
    }


def scenario(title: str = "Organiser une réunion", steps: Any = None, **fields: Any) -> ScenarioPage:
    ensure_tree()
    chosen = steps if steps is not None else [step("Choisir la date"), step("Se réunir")]
    return _publish(ScenarioIndexPage.objects.get(), ScenarioPage(title=title, steps=chosen, **fields))


def product(name: str = "Doodle", **fields: Any) -> Product:
    return Product.objects.create(name=name, slug=name.lower(), **fields)
