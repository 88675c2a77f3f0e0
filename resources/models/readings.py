from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from resources.enums import ReadingKind


class FurtherReading(models.Model):
    """Something to read, watch or hear elsewhere, with why it is worth it. `duration` is in minutes."""

    title = models.CharField(_("title"), max_length=255)
    slug = models.SlugField(_("slug"), max_length=150, unique=True)
    url = models.URLField(_("address"), max_length=500, blank=True)
    kind = models.CharField(_("kind"), max_length=15, choices=ReadingKind.choices, default=ReadingKind.ARTICLE)
    language = models.CharField(_("language"), max_length=10, default="fr")
    duration = models.PositiveSmallIntegerField(_("duration in minutes"), null=True, blank=True)
    author = models.CharField(_("author"), max_length=255, blank=True)
    published = models.CharField(_("year"), max_length=20, blank=True)
    why = models.CharField(_("why"), max_length=300)

    panels = [
        FieldPanel("title"),
        FieldPanel("slug"),
        FieldPanel("url"),
        FieldPanel("kind"),
        FieldPanel("language"),
        FieldPanel("duration"),
        FieldPanel("author"),
        FieldPanel("published"),
        FieldPanel("why"),
    ]

    class Meta:
        verbose_name = _("further reading")
        verbose_name_plural = _("further readings")
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title
