from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel
from wagtail.blocks import PageChooserBlock
from wagtail.models import Page
from wagtail.snippets.blocks import SnippetChooserBlock

from core.fields import BlocksField
from core.models import ContentPage, Product, SitePage
from resources.models import SHEET_MODELS, Testimonial
from text.fields import MarkdownField
from text.french import starts_with_infinitive


class ActionPage(ContentPage):
    """
    A reusable #action: what a group wants to do, in the infinitive, and the sheets that help to do it.

    `summary` is one sentence on the need; the order of `sheets` inside a kind is the order on the screen.
    """

    title_help = _("An infinitive, what a group wants to do: “Choose a date together”.")
    when = MarkdownField(_("in which case"), blank=True)
    when_not = MarkdownField(_("not in this case"), blank=True)
    replaces = ParentalManyToManyField(
        Product, verbose_name=_("products that people name for it"), blank=True, related_name="actions"
    )
    sheets = BlocksField(
        [("sheet", PageChooserBlock(label=_("Sheet"), page_type=[m._meta.label_lower for m in SHEET_MODELS]))],
        verbose_name=_("sheets"),
        blank=True,
        max_num=40,
    )
    testimonials = BlocksField(
        [("testimonial", SnippetChooserBlock(Testimonial, label=_("Testimonial")))],
        verbose_name=_("testimonials"),
        blank=True,
    )

    content_panels = [
        *ContentPage.content_panels,
        *ContentPage.summary_panels,
        FieldPanel("when"),
        FieldPanel("when_not"),
        FieldPanel("sheets"),
        FieldPanel("replaces"),
        FieldPanel("testimonials"),
    ]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("action")
        verbose_name_plural = _("actions")

    def clean(self) -> None:
        super().clean()
        if not starts_with_infinitive(self.title):
            raise ValidationError(
                {"title": _("The title of an action starts with a verb in the infinitive: “Choisir une date”.")}
            )

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from .views import action_context  # it reads this module

        return {**super().get_context(request, *args, **kwargs), **action_context(request, self)}


class ActionIndexPage(SitePage):
    """`/actions/`: all the actions, A to Z."""

    introduction = MarkdownField(_("introduction"), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("introduction")]
    max_count = 1
    subpage_types = ["actions.ActionPage"]

    class Meta:
        verbose_name = _("list of actions")
