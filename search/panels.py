from django.utils.translation import gettext as _
from wagtail.admin.ui.components import Component

from search.engine import degraded_since


class DegradedSearchPanel(Component):
    """A line on the editors' first page while searches do not go to the server."""

    name = "degraded_search"
    template_name = "search/admin/degraded.html"
    order = 50

    def get_context_data(self, parent_context):
        return {"reason": degraded_since(), "title": _("The search works on its spare engine")}
