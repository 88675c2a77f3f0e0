"""The boxes of the admin's first page."""

from typing import TYPE_CHECKING, Any

from wagtail.admin.ui.components import Component

if TYPE_CHECKING:
    from laces.typing import RenderContext

    from .models import User


class HomePanel(Component):
    """One box. Subclasses say its `name`, its `template_name`, its place (`order`) and its `facts`."""

    name: str
    order: int

    def facts(self, user: "User") -> dict[str, Any]:
        """What the template shows to this person."""
        raise NotImplementedError

    def get_context_data(self, parent_context: "RenderContext | None" = None) -> dict[str, Any]:
        if parent_context is None:
            raise ValueError(f"The panel {self.name} is rendered inside a page of the admin only.")
        return self.facts(parent_context["request"].user)
