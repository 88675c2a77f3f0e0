from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, PageChooserPanel
from wagtail.images import get_image_model_string

from core.fields import BlocksField
from core.models import ContentPage
from resources.blocks import GestureBlock, TroubleBlock
from resources.enums import SheetKind
from resources.forms import TutorialForm
from text.blocks import LineBlock

from .sheets import Sheet
from .tools import ToolSheet


class TutorialSheet(Sheet):
    """How to do it, gesture after gesture, from the picture of the result to what to do when it does not work."""

    kind = SheetKind.TUTORIAL
    title_help = _("What one does, verb first: “Create a poll of dates with Framadate”.")

    tool = models.ForeignKey(
        ToolSheet, verbose_name=_("tool"), null=True, blank=True, on_delete=models.SET_NULL, related_name="tutorials"
    )
    result = models.CharField(_("result"), max_length=255, help_text=_("What one has at the end."))
    result_image = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("picture of the result"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    result_alternative = models.CharField(_("alternative text of the picture"), max_length=255, blank=True)
    needed = BlocksField([("line", LineBlock(label=_("What is needed")))], verbose_name=_("needed"), blank=True)
    gestures = BlocksField([("gesture", GestureBlock())], verbose_name=_("gestures"), min_num=1, max_num=20)
    troubles = BlocksField([("trouble", TroubleBlock())], verbose_name=_("if it does not work"), blank=True)
    tested_by = models.CharField(_("tested by"), max_length=200, blank=True)
    tested_on = models.DateField(_("tested on"), null=True, blank=True)

    base_form_class = TutorialForm
    content_panels = [
        *ContentPage.content_panels,
        *ContentPage.summary_panels,
        PageChooserPanel("tool"),
        MultiFieldPanel(
            [FieldPanel("result"), FieldPanel("result_image"), FieldPanel("result_alternative")], heading=_("Result")
        ),
        FieldPanel("needed"),
        FieldPanel("gestures"),
        FieldPanel("troubles"),
        MultiFieldPanel([FieldPanel("tested_by"), FieldPanel("tested_on")], heading=_("Test")),
    ]

    class Meta:
        verbose_name = _("tutorial sheet")
        verbose_name_plural = _("tutorial sheets")
