"""Where scenarios are shown on the pages of other apps."""

from django.utils.translation import gettext_lazy as _

from actions.models import ActionPage
from core.usages import register

from .models import ScenarioPage

register(ActionPage, ScenarioPage, "scenarios", _("This action serves in these scenarios"))
