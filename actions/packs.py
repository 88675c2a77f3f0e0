"""What this app keeps in packs."""

from packs.kinds import COMMON_FIELDS, Kind, register

from .models import ActionIndexPage, ActionPage

register(
    Kind(
        ActionPage,
        "actions/{slug}.md",
        ("summary", *COMMON_FIELDS, "when", "when_not", "replaces", "sheets", "testimonials"),
        parent=ActionIndexPage.objects.first,
    )
)
