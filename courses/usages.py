"""Where lessons are shown on the pages of other apps."""

from django.utils.translation import gettext_lazy as _

from actions.models import ActionPage
from core.usages import register
from resources.models import Speaker

from .models import LessonPage, ModulePage

register(ActionPage, LessonPage, "lessons", _("Understand why"))
register(Speaker, ModulePage, "modules", _("Speaks in these modules"))
register(Speaker, LessonPage, "lessons", _("Speaks in these lessons"))
