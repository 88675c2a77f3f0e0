"""What this app keeps in packs."""

from packs.kinds import COMMON_FIELDS, Kind, register

from .models import ScenarioIndexPage, ScenarioPage

register(
    Kind(ScenarioIndexPage, "scenarios.md", text="introduction", below="scenarios"),
    Kind(
        ScenarioPage,
        "scenarios/{slug}.md",
        (
            "summary",
            *COMMON_FIELDS,
            "for_whom",
            "not_for_you_if",
            "better_scenario",
            "needed",
            "steps",
            "next_scenario",
            "testimonials",
            "running_order",
        ),
        parent=ScenarioIndexPage.objects.first,
    ),
)
