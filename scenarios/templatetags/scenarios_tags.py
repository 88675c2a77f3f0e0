from django import template
from django.utils.translation import ngettext

from core.templatetags.presentation_tags import duration
from scenarios.models import ScenarioPage

register = template.Library()


@register.filter
def scenario_minutes(scenario: ScenarioPage) -> int:
    """What the whole scenario takes, as the editor said it, or the sum of its steps."""
    return scenario.duration or sum(block["value"].get("minutes") or 0 for block in scenario.steps.raw_data)


@register.filter
def scenario_meta(scenario: ScenarioPage) -> str:
    """The one line of facts of a scenario's card."""
    count = len(scenario.steps)
    steps = ngettext("%(n)s step", "%(n)s steps", count) % {"n": count}
    return " · ".join(fact for fact in (steps, duration(scenario_minutes(scenario))) if fact)


@register.filter
def step_titles(scenario: ScenarioPage) -> list[str]:
    return [block["value"]["title"] for block in scenario.steps.raw_data]
