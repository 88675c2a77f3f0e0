"""What other files read of scenarios. Published content needs no user."""

from django.db.models import QuerySet

from core.openness import open_pages

from .models import ScenarioPage


def published_scenarios() -> QuerySet[ScenarioPage]:
    return open_pages(ScenarioPage.objects.all()).order_by("path")


def published_scenario(slug: str) -> ScenarioPage | None:
    return published_scenarios().filter(slug=slug).first()


def facilitated_scenarios() -> list[ScenarioPage]:
    """The scenarios that can be run as a workshop: those with a running order."""
    return [page for page in published_scenarios() if page.running_order.raw_data]
