from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin.ui.components import Component

from core.scheduling import held_back

from . import queries
from .diagnosing import findings


class HealthPanel(Component):
    """For whoever hosts the site: what `manage.py doctor` would say, less what takes long. Nothing when all goes well."""

    name = "health"
    template_name = "home/admin/health.html"
    order = 50

    def get_context_data(self, parent_context):
        return {"troubles": [finding for finding in findings(only_quick=True) if finding.is_bad]}


class HeldBackPanel(Component):
    """For editors: contents whose hour to go has passed, kept because others name them."""

    name = "held-back"
    template_name = "home/admin/held_back.html"
    order = 110

    def get_context_data(self, parent_context):
        return {"held_back": held_back()[:10]}


class WritingPanel(Component):
    """For editors: one button for each content that they may begin."""

    name = "writing"
    template_name = "home/admin/writing.html"
    order = 60

    def get_context_data(self, parent_context):
        found = queries.beginnings(parent_context["request"].user)
        return {
            "beginnings": [beginning for beginning in found if not beginning.place],
            "places": [beginning for beginning in found if beginning.place],
        }


class ToDoPanel(Component):
    """For editors: the sheets that nobody has checked for a year."""

    name = "to-do"
    template_name = "home/admin/to_do.html"
    order = 130

    def get_context_data(self, parent_context):
        return {"sheets": queries.sheets_to_check_again()}


@hooks.register("construct_homepage_panels")
def add_panels(request, panels):
    if request.user.is_superuser:
        panels.append(HealthPanel())
    panels += [WritingPanel(), HeldBackPanel(), ToDoPanel()]


@hooks.register("insert_global_admin_js")
def remember_that_somebody_edits():
    return format_html('<script src="{}"></script>', static("js/editing.js"))
