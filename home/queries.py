"""What stands on the first page of the admin for those who write."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from accounts.models import User
from actions.models import ActionIndexPage, ActionPage
from core.openness import open_pages
from courses.models import LessonPage, SequencePage
from resources.models import SHEET_MODELS, AdviceSheet, ArgumentSheet, SheetIndexPage, ToolSheet, TutorialSheet
from scenarios.models import ScenarioIndexPage, ScenarioPage

CHECKED_FOR = timedelta(days=365)
NEW: list[tuple[type[Page], type[Page], Promise | str]] = [
    (ToolSheet, SheetIndexPage, _("New tool sheet")),
    (TutorialSheet, SheetIndexPage, _("New tutorial")),
    (ArgumentSheet, SheetIndexPage, _("New argument sheet")),
    (AdviceSheet, SheetIndexPage, _("New advice sheet")),
    (ActionPage, ActionIndexPage, _("New action")),
    (ScenarioPage, ScenarioIndexPage, _("New scenario")),
    (LessonPage, SequencePage, _("New lesson")),
]


@dataclass(frozen=True)
class Beginning:
    """A button that begins a content, and the place where it goes when there are several."""

    label: Promise | str
    url: str
    place: str = ""


def beginnings(user: User) -> list[Beginning]:
    """What this person may begin: one button for each kind, and for lessons one for each sequence."""
    found = []
    for model, parent_model, label in NEW:
        parents = [page for page in parent_model.objects.order_by("path") if _holds(page, model)]
        allowed = [page for page in parents if page.permissions_for_user(user).can_add_subpage()]
        named = len(allowed) > 1
        found += [Beginning(label, _address(model, parent), str(parent) if named else "") for parent in allowed]
    return found


def sheets_to_check_again(most: int = 10) -> list[Page]:
    """The published sheets that nobody has looked at for a year, the longest first."""
    before = timezone.localdate() - CHECKED_FOR
    late: list[Any] = [
        sheet for model in SHEET_MODELS for sheet in open_pages(model.objects.filter(checked_on__lt=before))
        .order_by("checked_on")[:most]
    ]  # fmt: skip
    return sorted(late, key=lambda sheet: sheet.checked_on)[:most]


def _holds(parent: Page, model: type[Page]) -> bool:
    """Each list of sheets holds one kind of them."""
    is_its_kind = not isinstance(parent, SheetIndexPage) or parent.kind == getattr(model, "kind", None)
    return is_its_kind and model in parent.allowed_subpage_models()


def _address(model: type[Page], parent: Page) -> str:
    return reverse("wagtailadmin_pages:add", args=[model._meta.app_label, model._meta.model_name, parent.pk])
