from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, PageChooserPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.models import Page
from wagtail.snippets.blocks import SnippetChooserBlock

from core.fields import BlocksField
from core.models import ContentPage, SitePage
from core.openness import open_pages
from resources.models import Testimonial
from text.blocks import LineBlock
from text.fields import MarkdownField

from . import views
from .blocks import ActivityBlock, StepBlock

MIN_STEPS = 2
MAX_STEPS = 8


class ScenarioPage(RoutablePageMixin, ContentPage):
    """
    A guided scenario of 2 to 8 steps, one document: one revision, one licence, one workflow.

    `summary` is its promise in one sentence. A step and a task are known by the page's code and their block id.
    """

    title_help = _("What the group will have done, verb first: “Organise a meeting at a distance”.")

    for_whom = MarkdownField(_("for whom"), blank=True)
    not_for_you_if = MarkdownField(_("not for you if…"), blank=True)
    better_scenario = models.ForeignKey(
        "self",
        verbose_name=_("the right scenario in that case"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    needed = BlocksField([("line", LineBlock(label=_("What is needed")))], verbose_name=_("what you need"), blank=True)
    steps = BlocksField([("step", StepBlock())], verbose_name=_("steps"))
    next_scenario = models.ForeignKey(
        "self",
        verbose_name=_("next scenario"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    testimonials = BlocksField(
        [("testimonial", SnippetChooserBlock(Testimonial, label=_("Testimonial")))],
        verbose_name=_("testimonials"),
        blank=True,
    )
    running_order = BlocksField(
        [("activity", ActivityBlock())],
        verbose_name=_("running order of a workshop"),
        blank=True,
        help_text=_("For a workshop of two hours; activities with an order are left out first for a shorter one."),
    )

    content_panels = [
        *ContentPage.content_panels,
        *ContentPage.summary_panels,
        MultiFieldPanel(
            [FieldPanel("for_whom"), FieldPanel("not_for_you_if"), PageChooserPanel("better_scenario")],
            heading=_("For whom"),
        ),
        FieldPanel("needed"),
        FieldPanel("steps"),
        PageChooserPanel("next_scenario"),
        FieldPanel("testimonials"),
        FieldPanel("running_order"),
    ]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("scenario")
        verbose_name_plural = _("scenarios")

    def clean(self) -> None:
        super().clean()
        if len(self.steps) > MAX_STEPS:
            raise ValidationError({"steps": _("A scenario has 8 steps at most. Group some, or make two scenarios.")})
        if len(self.steps) < MIN_STEPS:
            raise ValidationError({"steps": _("A scenario has 2 steps at least.")})

    def part(self, reference: str) -> tuple[str, str] | None:
        number = {str(rank): rank for rank in range(1, len(self.steps) + 1)}.get(reference)
        if number is None:
            return None
        title = self.steps.raw_data[number - 1]["value"]["title"]
        return _("Step %(number)s: %(title)s") % {"number": number, "title": title}, f"{self.url}etape-{number}/"

    @path("")
    def start_view(self, request: HttpRequest) -> HttpResponse:
        return views.start(request, self)

    @path("etape-<int:number>/")
    def step_view(self, request: HttpRequest, number: int) -> HttpResponse:
        return views.step(request, self, number)

    @path("votre-groupe/")
    def group_view(self, request: HttpRequest) -> HttpResponse:
        return views.group(request, self)

    @path("feuille-de-route/")
    def roadmap_view(self, request: HttpRequest) -> HttpResponse:
        from .documents import roadmap_page  # it reads this module

        return roadmap_page(request, self)

    @path("fin/")
    def end_view(self, request: HttpRequest) -> HttpResponse:
        return views.end(request, self)


class ScenarioIndexPage(SitePage):
    """`/agir/`: the scenarios."""

    introduction = MarkdownField(_("introduction"), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("introduction")]
    max_count = 1
    subpage_types = ["scenarios.ScenarioPage"]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context(request, *args, **kwargs),
            "scenarios": open_pages(ScenarioPage.objects.all(), self).order_by("path"),
        }

    class Meta:
        verbose_name = _("list of scenarios")
