"""Where actions are shown on the pages of other apps."""

from django.utils.translation import gettext_lazy as _

from core.usages import register
from resources.models import SHEET_MODELS

from .models import ActionPage

for _sheet in SHEET_MODELS:
    register(_sheet, ActionPage, "actions", _("This sheet serves in these actions"))
