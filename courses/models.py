from typing import ClassVar

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.blocks import PageChooserBlock
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.models import Page
from wagtail.snippets.blocks import SnippetChooserBlock

from core.blocks import BodyBlock
from core.fields import BlocksField
from core.models import ContentPage, SitePage
from media.blocks import VideoBlock
from quizzes.models import Quiz
from resources.models import FurtherReading, Speaker
from text.blocks import LineBlock
from text.fields import MarkdownField


def objectives_field() -> BlocksField:
    """What one can do at the end, three to five verbs."""
    return BlocksField(
        [("line", LineBlock(label=_("Objective")))],
        verbose_name=_("what you will be able to do"),
        blank=True,
        max_num=5,
    )


def speakers_field() -> BlocksField:
    return BlocksField(
        [("speaker", SnippetChooserBlock(Speaker, label=_("Speaker")))], verbose_name=_("speakers"), blank=True
    )


class LessonPage(ContentPage):
    """One lesson: a short video, an illustrated text, three points to keep, one thing to try, further readings."""

    title_help = _("What is explained, or the question that is answered, in a few words.")
    objectives = objectives_field()
    video = BlocksField([("video", VideoBlock())], verbose_name=_("video"), blank=True, max_num=1)
    body = BlocksField(BodyBlock(), verbose_name=_("text"))
    in_short = BlocksField(
        [("line", LineBlock(label=_("Point"), max_length=300))], verbose_name=_("in short"), blank=True, max_num=3
    )
    your_turn = MarkdownField(_("your turn"), blank=True, help_text=_("One question to answer from memory."))
    your_turn_answer = MarkdownField(_("answer"), blank=True)
    further_readings = BlocksField(
        [("reading", SnippetChooserBlock(FurtherReading, label=_("Further reading")))],
        verbose_name=_("further readings"),
        blank=True,
    )
    actions = BlocksField(
        [("action", PageChooserBlock(label=_("Action"), page_type="actions.ActionPage"))],
        verbose_name=_("actions to go on with"),
        blank=True,
    )
    no_action_reason = models.CharField(_("why no action"), max_length=255, blank=True)
    speakers = speakers_field()

    content_panels = [
        *ContentPage.content_panels,
        *ContentPage.summary_panels,
        FieldPanel("objectives"),
        FieldPanel("video"),
        FieldPanel("body"),
        FieldPanel("in_short"),
        MultiFieldPanel([FieldPanel("your_turn"), FieldPanel("your_turn_answer")], heading=_("Your turn")),
        FieldPanel("further_readings"),
        MultiFieldPanel([FieldPanel("actions"), FieldPanel("no_action_reason")], heading=_("Put into practice")),
        FieldPanel("speakers"),
    ]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("lesson")
        verbose_name_plural = _("lessons")


class SequencePage(RoutablePageMixin, ContentPage):
    """A few lessons of about an hour in all, closed by a self-assessment."""

    objectives = objectives_field()
    introduction = MarkdownField(_("introduction"), blank=True)
    quiz = models.ForeignKey(
        Quiz,
        verbose_name=_("self-assessment"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="sequences",
    )

    content_panels = [
        *ContentPage.content_panels,
        *ContentPage.summary_panels,
        FieldPanel("objectives"),
        FieldPanel("introduction"),
        FieldPanel("quiz"),
    ]
    subpage_types = ["courses.LessonPage"]

    class Meta:
        verbose_name = _("sequence")
        verbose_name_plural = _("sequences")

    @property
    def quiz_url(self) -> str:
        """The address of its self-assessment, "" when it has none that is published."""
        return f"{self.url}verifier/" if self.quiz and self.quiz.live else ""

    @path("verifier/")
    def quiz_view(self, request: HttpRequest) -> HttpResponse:
        from .views import quiz  # it reads this module

        return quiz(request, self)


class ModulePage(RoutablePageMixin, ContentPage):
    """A subject in three or four sequences."""

    objectives = objectives_field()
    introduction = MarkdownField(_("introduction"), blank=True)
    planned = models.CharField(
        _("in preparation"), max_length=255, blank=True, help_text=_("What comes and when, said on the page.")
    )
    speakers = speakers_field()

    content_panels = [
        *ContentPage.content_panels,
        *ContentPage.summary_panels,
        FieldPanel("objectives"),
        FieldPanel("introduction"),
        FieldPanel("planned"),
        FieldPanel("speakers"),
    ]
    subpage_types = ["courses.SequencePage"]

    class Meta:
        verbose_name = _("module")
        verbose_name_plural = _("modules")

    @path("imprimer/")
    def whole_view(self, request: HttpRequest) -> HttpResponse:
        from .views import whole_module  # it reads this module

        return whole_module(request, self)


class ModuleIndexPage(SitePage):
    """`/apprendre/`: the modules."""

    introduction = MarkdownField(_("introduction"), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("introduction")]
    max_count = 1
    subpage_types = ["courses.ModulePage"]

    class Meta:
        verbose_name = _("list of modules")
