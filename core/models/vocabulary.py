"""Words that editors manage and that every kind of content shares."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel
from wagtail.models import DraftStateMixin, PreviewableMixin, RevisionMixin

from text.fields import LinesField


class Word(models.Model):
    """A value of a facet: its name on the screen, its slug in addresses and packs, its place in lists."""

    name = models.CharField(_("name"), max_length=100)
    slug = models.SlugField(_("slug"), max_length=100, unique=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    panels = [FieldPanel("name"), FieldPanel("slug"), FieldPanel("order")]

    class Meta:
        abstract = True
        ordering = ["order", "name"]

    def __str__(self) -> str:
        return self.name


class Need(Word):
    """What somebody wants to do: the first facet (“choisir une date”)."""

    class Meta(Word.Meta):
        verbose_name = _("need")
        verbose_name_plural = _("needs")


class Theme(Word):
    class Meta(Word.Meta):
        verbose_name = _("theme")
        verbose_name_plural = _("themes")


class Audience(Word):
    class Meta(Word.Meta):
        verbose_name = _("audience")
        verbose_name_plural = _("audiences")


class Product(ClusterableModel):
    """A proprietary product that people name when they search; a way in, never advertised."""

    name = models.CharField(_("name"), max_length=100)
    slug = models.SlugField(_("slug"), max_length=100, unique=True)
    other_names = LinesField(
        _("other names"), blank=True, help_text=_("As people type them, one a line: gdoc, google docs.")
    )
    purpose = models.CharField(
        _("what it serves for"), max_length=255, blank=True, help_text=_("One sentence, without judging.")
    )
    losses = models.TextField(_("what you will not have"), blank=True)
    what_to_say = models.TextField(_("what to say to the group"), blank=True)
    needs = ParentalManyToManyField(Need, verbose_name=_("needs"), blank=True, related_name="products")
    checked_on = models.DateField(_("checked on"), null=True, blank=True)

    panels = [
        FieldPanel("name"),
        FieldPanel("slug"),
        FieldPanel("other_names"),
        FieldPanel("purpose"),
        FieldPanel("losses"),
        FieldPanel("what_to_say"),
        FieldPanel("needs"),
        FieldPanel("checked_on"),
    ]

    class Meta:
        verbose_name = _("product")
        verbose_name_plural = _("products")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def names(self) -> list[str]:
        """All the names that people type, the current one first."""
        return [self.name, *(name.strip() for name in self.other_names.splitlines() if name.strip())]


class GlossaryTerm(PreviewableMixin, DraftStateMixin, RevisionMixin, ClusterableModel):
    """A hard word explained in two sentences at most, linked at its first occurrence in a page."""

    term = models.CharField(_("term"), max_length=100)
    slug = models.SlugField(_("slug"), max_length=100, unique=True)
    other_forms = LinesField(
        _("other forms"), blank=True, help_text=_("Plural, feminine, short forms that are linked too, one a line.")
    )
    definition = models.TextField(_("definition"), help_text=_("Two sentences at most."))
    example = models.TextField(_("example"), blank=True)
    see_also = ParentalManyToManyField("self", verbose_name=_("see also"), blank=True, symmetrical=False)

    panels = [
        FieldPanel("term"),
        FieldPanel("slug"),
        FieldPanel("other_forms"),
        FieldPanel("definition"),
        FieldPanel("example"),
        FieldPanel("see_also"),
    ]

    class Meta:
        verbose_name = _("glossary term")
        verbose_name_plural = _("glossary terms")
        ordering = ["term"]

    def __str__(self) -> str:
        return self.term

    def get_absolute_url(self) -> str:
        return reverse("glossary_term", args=[self.slug])

    @property
    def forms(self) -> list[str]:
        """All the forms that are linked in texts, the term itself first."""
        return [self.term, *(form.strip() for form in self.other_forms.splitlines() if form.strip())]

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        return "core/glossary_term.html"

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        return {"term": self}
