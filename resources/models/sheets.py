from typing import Any, ClassVar

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from core.fields import BlocksField
from core.models import ContentPage
from core.usages import usages_of
from resources.blocks import AdviceItemBlock, ArgumentBlock, ObjectionBlock
from resources.enums import SheetKind
from text.blocks import LineBlock
from text.fields import MarkdownField


class Sheet(ContentPage):
    """One of the four kinds of sheet that actions gather."""

    kind: ClassVar[SheetKind]

    subpage_types: ClassVar[list[str]] = []

    class Meta:
        abstract = True

    @classmethod
    def can_create_at(cls, parent: Page) -> bool:
        """Only in the list of its own kind."""
        return super().can_create_at(parent) and getattr(parent.specific, "kind", None) == cls.kind

    def can_move_to(self, parent: Page) -> bool:
        return super().can_move_to(parent) and getattr(parent.specific, "kind", None) == self.kind

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context(request, *args, **kwargs), "usages": usages_of(self)}


class ArgumentSheet(Sheet):
    """What to say to the people who decide: one sentence, sourced arguments, honest answers to objections."""

    kind = SheetKind.ARGUMENT
    title_help = _("The sentence that one hears in the group: “Our Facebook page is enough”.")

    for_whom = MarkdownField(_("for whom"), blank=True)
    sentence = MarkdownField(_("the sentence to say"))
    arguments = BlocksField([("argument", ArgumentBlock())], verbose_name=_("arguments"), min_num=1, max_num=7)
    objections = BlocksField(
        [("objection", ObjectionBlock())], verbose_name=_("objections and answers"), blank=True, max_num=10
    )
    losses = MarkdownField(_("what you lose"), blank=True)
    cost = MarkdownField(_("cost and time"), blank=True)
    proposal = MarkdownField(_("text of a proposal to copy into minutes"), blank=True)

    content_panels = [
        *ContentPage.content_panels,
        *ContentPage.summary_panels,
        FieldPanel("for_whom"),
        FieldPanel("sentence"),
        FieldPanel("arguments"),
        FieldPanel("objections"),
        FieldPanel("losses"),
        FieldPanel("cost"),
        FieldPanel("proposal"),
    ]

    class Meta:
        verbose_name = _("argument sheet")
        verbose_name_plural = _("argument sheets")


class AdviceSheet(Sheet):
    """How to go about it well: a situation, three to seven pieces of advice, signs that it goes wrong."""

    kind = SheetKind.ADVICE
    title_help = _("What one does, verb first: “Act when an account is hacked”.")

    situation = MarkdownField(_("situation"))
    advices = BlocksField([("advice", AdviceItemBlock())], verbose_name=_("advice"), min_num=3, max_num=7)
    warning_signs = BlocksField(
        [("sign", LineBlock(label=_("Sign")))], verbose_name=_("signs that it goes wrong"), blank=True
    )
    example = MarkdownField(_("example"), blank=True)
    template_text = MarkdownField(_("text to copy"), blank=True)

    content_panels = [
        *ContentPage.content_panels,
        *ContentPage.summary_panels,
        FieldPanel("situation"),
        FieldPanel("advices"),
        FieldPanel("warning_signs"),
        FieldPanel("example"),
        FieldPanel("template_text"),
    ]

    class Meta:
        verbose_name = _("advice sheet")
        verbose_name_plural = _("advice sheets")
