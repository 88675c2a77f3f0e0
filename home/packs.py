"""What this app keeps in packs."""

from core.packs.kinds import COMMON_FIELDS, Kind, register

from .models import HomePage, TextPage

register(
    Kind(
        TextPage,
        "pages/{slug}.md",
        ("summary", *COMMON_FIELDS),
        text="body",
        parent=HomePage.objects.first,
    )
)
