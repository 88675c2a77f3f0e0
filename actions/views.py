"""What the pages of actions show."""

from typing import Any

from django.http import HttpRequest

from core.queries import part_of_content
from core.usages import usages_of

from .chooser import GroupContext
from .models import ActionPage
from .queries import sheets_of
from .questions import questions


def action_context(request: HttpRequest, page: ActionPage) -> dict[str, Any]:
    """
    An action with its sheets, the tool that suits the group of the address, who uses it, and the way back.

    `?depuis=K8WDE-3` says that the visitor came from step 3 of that scenario.
    """
    group = GroupContext.from_query(request.GET)
    code, _separator, reference = request.GET.get("depuis", "").partition("-")
    return {
        "gathered": sheets_of([page], group)[0],
        "group": group,
        "group_query": group.suffix,
        "questions": questions(group),
        "came_from": part_of_content(code, reference) if code and reference else None,
        "testimonials": [item.value for item in page.testimonials if item.value and item.value.live],
        "usages": usages_of(page),
    }
