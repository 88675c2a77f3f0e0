from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from core.fields import MarkdownField
from resources.enums import SheetKind


class SheetsPage(Page):
    """`/fiches/`: the four lists of sheets."""

    introduction = MarkdownField(_("introduction"), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("introduction")]
    max_count = 1
    subpage_types = ["resources.SheetIndexPage"]

    class Meta:
        verbose_name = _("sheets")


class SheetIndexPage(Page):
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

    class Meta:
        verbose_name = _("list of sheets")
        verbose_name_plural = _("lists of sheets")
