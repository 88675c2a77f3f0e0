from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.functional import Promise, classproperty
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from taggit.models import ItemBase, TagBase
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList, TabbedInterface, TitleFieldPanel
from wagtail.models import Page

from core.enums import Level
from core.fields import BlocksField
from media.attribution import Attribution
from media.licences import Licence

from .codes import Coded
from .pages import SitePage
from .vocabulary import Audience, Need, Theme


class Tag(TagBase):
    class Meta:
        verbose_name = _("tag")
        verbose_name_plural = _("tags")


class PageTag(ItemBase):
    tag = models.ForeignKey(Tag, related_name="tagged_pages", on_delete=models.CASCADE)
    content_object = ParentalKey(Page, related_name="page_tags", on_delete=models.CASCADE)


class SourceBlock(blocks.StructBlock):
    """A work that this one is made from: title, authors, address, licence, what was changed."""

    title = blocks.CharBlock(label=_("Title"))
    authors = blocks.CharBlock(label=_("Authors"), required=False)
    url = blocks.URLBlock(label=_("Address"), required=False)
    licence = blocks.ChoiceBlock(Licence.choices, label=_("Licence"), required=False)
    changes = blocks.CharBlock(label=_("What was changed"), required=False)

    class Meta:
        icon = "link"
        label = _("Source")


class ContentPage(Coded, Attribution, SitePage):
    """
    A page that teaches or helps: with a permanent code, a licence, authors, and the words that find it.

    `summary` is one plain sentence; `duration` is in minutes; `checked_on` is the day somebody last
    verified the content, with `checked_with` naming what it was verified against.
    """

    summary = models.CharField(
        _("summary"), max_length=300, help_text=_("One plain sentence. It is shown in lists and in search results.")
    )
    level = models.CharField(_("level"), max_length=10, choices=Level.choices, default=Level.BEGINNER)
    duration = models.PositiveSmallIntegerField(
        _("duration in minutes"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(3000)]
    )
    needs = ParentalManyToManyField(Need, verbose_name=_("needs"), blank=True, related_name="+")
    themes = ParentalManyToManyField(Theme, verbose_name=_("themes"), blank=True, related_name="+")
    audiences = ParentalManyToManyField(Audience, verbose_name=_("audiences"), blank=True, related_name="+")
    tags = ClusterTaggableManager(through=PageTag, blank=True, verbose_name=_("tags"))
    checked_on = models.DateField(_("checked on"), null=True, blank=True)
    checked_with = models.CharField(
        _("checked with"), max_length=500, blank=True, help_text=_("What the facts were verified against.")
    )
    sources = BlocksField([("source", SourceBlock())], verbose_name=_("made from"), blank=True)

    title_help: Promise | str = ""  # the rule of a title of this kind, said under its field

    exclude_fields_in_copy = ["uid", "code"]
    show_in_menus_default = False

    summary_panels = [FieldPanel("summary")]
    classification_panels = [
        MultiFieldPanel([FieldPanel("level"), FieldPanel("duration")], heading=_("For whom")),
        FieldPanel("needs"),
        FieldPanel("themes"),
        FieldPanel("audiences"),
        FieldPanel("tags"),
        MultiFieldPanel([FieldPanel("checked_on"), FieldPanel("checked_with")], heading=_("Verification")),
    ]
    attribution_panels = [
        FieldPanel("code", read_only=True),
        FieldPanel("licence"),
        FieldPanel("authors"),
        FieldPanel("sources"),
        MultiFieldPanel(
            [FieldPanel("source_title"), FieldPanel("source_url"), FieldPanel("changes")],
            heading=_("Copied from another site"),
        ),
    ]

    class Meta:
        abstract = True

    def part(self, reference: str) -> tuple[str, str] | None:
        """The title and address of a part of this content that has an address of its own, `None` when it has none."""
        return None

    def get_absolute_url(self) -> str | None:
        return self.get_url()

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.ensure_identity()
        super().save(*args, **kwargs)

    @classproperty
    def edit_handler(cls) -> TabbedInterface:  # noqa: N805 (a class property)
        title = TitleFieldPanel("title", help_text=cls.title_help)  # in the stead of the first panel, Wagtail's own
        return TabbedInterface(
            [
                ObjectList([title, *cls.content_panels[1:]], heading=_("Content")),
                ObjectList(cls.classification_panels, heading=_("Classification")),
                ObjectList(cls.attribution_panels, heading=_("Licence and authors")),
                ObjectList(cls.promote_panels, heading=_("Address and sharing")),
                ObjectList(cls.settings_panels, heading=_("Publication")),
            ],
            base_form_class=cls.base_form_class,
        )
