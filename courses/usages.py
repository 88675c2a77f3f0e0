"""Where lessons are shown on the pages of other apps."""

from django.utils.translation import gettext_lazy as _

from actions.models import ActionPage
from core.usages import register

from .models import LessonPage

register(ActionPage, LessonPage, "lessons", _("Understand why"))
