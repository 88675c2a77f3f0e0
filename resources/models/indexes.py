from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from core.models import SitePage
from core.openness import open_pages
from resources.enums import SheetKind
from text.fields import MarkdownField

from .sheets import AdviceSheet, ArgumentSheet, Sheet
from .tools import ToolSheet
from .tutorials import TutorialSheet

SHEETS_BY_KIND: dict[SheetKind, type[Sheet]] = {
    model.kind: model for model in (ToolSheet, TutorialSheet, ArgumentSheet, AdviceSheet)
}


class SheetsPage(SitePage):
    """`/fiches/`: the four lists of sheets."""

    introduction = MarkdownField(_("introduction"), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("introduction")]
    max_count = 1
    subpage_types = ["resources.SheetIndexPage"]

    class Meta:
        verbose_name = _("sheets")


class SheetIndexPage(SitePage):
    """The list of the sheets of one kind."""

    kind = models.CharField(_("kind of sheet"), max_length=20, choices=SheetKind.choices, unique=True)
    introduction = MarkdownField(_("introduction"), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("kind"), FieldPanel("introduction")]
    subpage_types = [
        "resources.ToolSheet",
        "resources.TutorialSheet",
        "resources.ArgumentSheet",
        "resources.AdviceSheet",
    ]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        sheets = open_pages(self.sheet_model.objects.all(), self).order_by("title")
        return {**super().get_context(request, *args, **kwargs), "sheets": sheets}

    @property
    def sheet_model(self) -> type[Sheet]:
        return SHEETS_BY_KIND[SheetKind(self.kind)]

    class Meta:
        verbose_name = _("list of sheets")
        verbose_name_plural = _("lists of sheets")
