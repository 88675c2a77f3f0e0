from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.blocks import PageChooserBlock
from wagtail.models import Page
from wagtail.snippets.blocks import SnippetChooserBlock

from core.blocks import BodyBlock
from core.fields import BlocksField
from core.models import ContentPage, SitePage
from resources.models import SHEET_MODELS, Testimonial


class HomePage(SitePage):
    """The first page: two doors, a search, twelve needs, three sheets, one testimonial."""

    headline = models.CharField(_("headline"), max_length=120)
    lead = models.TextField(_("lead"), max_length=400)
    featured = BlocksField(
        [("sheet", PageChooserBlock(label=_("Sheet"), page_type=[m._meta.label_lower for m in SHEET_MODELS]))],
        verbose_name=_("featured sheets"),
        blank=True,
        max_num=3,
    )
    testimonial = BlocksField(
        [("testimonial", SnippetChooserBlock(Testimonial, label=_("Testimonial")))],
        verbose_name=_("testimonial"),
        blank=True,
        max_num=1,
    )
    how_it_works = BlocksField(BodyBlock(), verbose_name=_("how it works"), blank=True)

    content_panels = [
        *Page.content_panels,
        FieldPanel("headline"),
        FieldPanel("lead"),
        FieldPanel("featured"),
        FieldPanel("testimonial"),
        FieldPanel("how_it_works"),
    ]
    max_count = 1
    subpage_types = [
        "courses.ModuleIndexPage",
        "scenarios.ScenarioIndexPage",
        "actions.ActionIndexPage",
        "resources.SheetsPage",
        "home.TextPage",
    ]

    class Meta:
        verbose_name = _("home page")


class TextPage(ContentPage):
    """A page of text: about, help, licences, your data, accessibility, hosts."""

    body = BlocksField(BodyBlock(), verbose_name=_("text"))

    content_panels = [*ContentPage.content_panels, *ContentPage.summary_panels, FieldPanel("body")]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("text page")
        verbose_name_plural = _("text pages")
