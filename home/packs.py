"""What this app keeps in packs."""

from packs.kinds import COMMON_FIELDS, Kind, register

from .models import HomePage, TextPage

register(
    Kind(HomePage, "home.md", ("headline", "lead", "featured", "testimonial"), text="how_it_works"),
    Kind(
        TextPage,
        "pages/{slug}.md",
        ("summary", *COMMON_FIELDS),
        text="body",
        parent=HomePage.objects.first,
    ),
)
