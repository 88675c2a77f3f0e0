from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks

from accounts.home_panels import HomePanel
from accounts.models import User
from core.scheduling import held_back

from . import queries
from .diagnosing import findings


class HealthPanel(HomePanel):
    """For whoever hosts the site: what `manage.py doctor` would say, less what takes long. Nothing when all goes well."""

    name = "health"
    template_name = "home/admin/health.html"
    order = 50

    def facts(self, user: User) -> dict[str, Any]:
        return {"troubles": [finding for finding in findings(only_quick=True) if finding.is_bad]}


class HeldBackPanel(HomePanel):
    """For editors: contents whose hour to go has passed, kept because others name them."""

    name = "held-back"
    template_name = "home/admin/held_back.html"
    order = 110

    def facts(self, user: User) -> dict[str, Any]:
        return {"held_back": held_back()[:10]}


class WritingPanel(HomePanel):
    """For editors: one button for each content that they may begin."""

    name = "writing"
    template_name = "home/admin/writing.html"
    order = 60

    def facts(self, user: User) -> dict[str, Any]:
        found = queries.beginnings(user)
        return {
            "beginnings": [beginning for beginning in found if not beginning.place],
            "places": [beginning for beginning in found if beginning.place],
        }


class ToDoPanel(HomePanel):
    """For editors: the sheets that nobody has checked for a year."""

    name = "to-do"
    template_name = "home/admin/to_do.html"
    order = 130

    def facts(self, user: User) -> dict[str, Any]:
        return {"sheets": queries.sheets_to_check_again()}


@hooks.register("construct_homepage_panels")
def add_panels(request: HttpRequest, panels: list[HomePanel]) -> None:
    if request.user.is_superuser:
        panels.append(HealthPanel())
    panels += [WritingPanel(), HeldBackPanel(), ToDoPanel()]


@hooks.register("insert_global_admin_js")
def remember_that_somebody_edits() -> str:
    return format_html('<script src="{}"></script>', static("js/editing.js"))
