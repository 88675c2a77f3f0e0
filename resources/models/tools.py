from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.blocks import PageChooserBlock

from core.fields import BlocksField
from core.models import ContentPage, Product
from resources.blocks import HostBlock, TrialBlock
from resources.enums import Account, Phone, SheetKind, ToolState
from text.blocks import LineBlock
from text.fields import MarkdownField

from .sheets import Sheet


class ToolSheet(Sheet):
    """
    A free tool: what it serves for, its facts, where to use it, what is good, what is not.

    `group_min` and `group_max` are numbers of people who use it together. Unknown facts stay empty:
    the chooser treats them as unknown, never as a yes.
    """

    kind = SheetKind.TOOL
    title_help = _("The name of the tool, as people say it: “Framadate”.")

    replaces = ParentalManyToManyField(Product, verbose_name=_("often replaces"), blank=True, related_name="tools")
    website = models.URLField(_("website"), max_length=500, blank=True)
    publisher = models.CharField(_("publisher"), max_length=200, blank=True)
    software_licence = models.CharField(_("licence of the software"), max_length=100, blank=True)
    languages = models.CharField(_("languages"), max_length=200, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=ToolState.choices, blank=True)
    installation = models.CharField(_("installation"), max_length=255, blank=True)
    account = models.CharField(_("account needed"), max_length=10, choices=Account.choices, blank=True)
    phone = models.CharField(_("on a phone"), max_length=10, choices=Phone.choices, blank=True)
    group_min = models.PositiveSmallIntegerField(_("smallest group"), null=True, blank=True)
    group_max = models.PositiveSmallIntegerField(_("largest group"), null=True, blank=True)
    hosted_as_service = models.BooleanField(_("as an online service"), default=False)
    hosted_by_host = models.BooleanField(_("by a host that accompanies"), default=False)
    hosted_on_own_server = models.BooleanField(_("on one's own server"), default=False)
    hosts = BlocksField([("host", HostBlock())], verbose_name=_("where to use it"), blank=True)
    pros = BlocksField([("line", LineBlock(label=_("What is good")))], verbose_name=_("what is good"), blank=True)
    cons = BlocksField([("line", LineBlock(label=_("What is not")))], verbose_name=_("what is not"), blank=True)
    losses = MarkdownField(_("what you will not have"), blank=True)
    data = MarkdownField(_("where the data go"), blank=True)
    accessibility = MarkdownField(_("known accessibility"), blank=True)
    cost = MarkdownField(_("real cost"), blank=True)
    alternatives = BlocksField(
        [("tool", PageChooserBlock(label=_("Tool"), page_type="resources.ToolSheet"))],
        verbose_name=_("free alternatives"),
        blank=True,
    )
    trials = BlocksField([("trial", TrialBlock())], verbose_name=_("we tried it"), blank=True)

    content_panels = [
        *ContentPage.content_panels,
        *ContentPage.summary_panels,
        FieldPanel("replaces"),
        MultiFieldPanel(
            [
                FieldPanel("website"),
                FieldPanel("publisher"),
                FieldPanel("software_licence"),
                FieldPanel("languages"),
                FieldPanel("state"),
                FieldPanel("installation"),
            ],
            heading=_("Identity"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("group_min"), FieldPanel("group_max")]),
                FieldRowPanel([FieldPanel("account"), FieldPanel("phone")]),
                FieldPanel("hosted_as_service"),
                FieldPanel("hosted_by_host"),
                FieldPanel("hosted_on_own_server"),
            ],
            heading=_("Facts for the chooser"),
        ),
        FieldPanel("hosts"),
        FieldPanel("pros"),
        FieldPanel("cons"),
        FieldPanel("losses"),
        FieldPanel("data"),
        FieldPanel("accessibility"),
        FieldPanel("cost"),
        FieldPanel("alternatives"),
        FieldPanel("trials"),
    ]

    class Meta:
        verbose_name = _("tool sheet")
        verbose_name_plural = _("tool sheets")

    def clean(self) -> None:
        super().clean()
        if self.group_min and self.group_max and self.group_min > self.group_max:
            raise ValidationError({"group_max": _("The largest group is smaller than the smallest one.")})
