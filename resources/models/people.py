from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.images import get_image_model_string
from wagtail.models import DraftStateMixin, PreviewableMixin, RevisionMixin

from core.models import Coded
from text.fields import MarkdownField


class Speaker(PreviewableMixin, DraftStateMixin, RevisionMixin, models.Model):
    """Somebody who speaks in a lesson or a video."""

    name = models.CharField(_("name"), max_length=150)
    slug = models.SlugField(_("slug"), max_length=150, unique=True)
    role = models.CharField(_("role"), max_length=255, blank=True)
    biography = MarkdownField(_("biography"), blank=True)
    website = models.URLField(_("website"), blank=True)
    portrait = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("portrait"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    panels = [
        FieldPanel("name"),
        FieldPanel("slug"),
        FieldPanel("role"),
        FieldPanel("biography"),
        FieldPanel("website"),
        FieldPanel("portrait"),
    ]

    class Meta:
        verbose_name = _("speaker")
        verbose_name_plural = _("speakers")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("speaker", args=[self.slug])

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        return "resources/speaker.html"

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        return {"speaker": self}


class Testimonial(PreviewableMixin, DraftStateMixin, RevisionMixin, Coded):
    """What a group says of having done it. Published with a recorded consent, or marked as an example."""

    slug = models.SlugField(_("slug"), max_length=150, unique=True)
    quote = models.TextField(_("quote"), max_length=1200)
    name = models.CharField(_("name"), max_length=150, help_text=_("A real name or a first name, as they want it."))
    organisation = models.CharField(_("organisation"), max_length=200, blank=True)
    group_size = models.PositiveSmallIntegerField(_("size of the group"), null=True, blank=True)
    given_on = models.DateField(_("date"))
    is_example = models.BooleanField(
        _("example"), default=False, help_text=_("Written to show what a testimonial is like; said on the screen.")
    )
    consent = models.CharField(
        _("consent"), max_length=255, blank=True, help_text=_("How and when the person agreed to be quoted.")
    )

    panels = [
        FieldPanel("quote"),
        MultiFieldPanel(
            [
                FieldPanel("name"),
                FieldPanel("organisation"),
                FieldPanel("group_size"),
                FieldPanel("given_on"),
            ],
            heading=_("Who"),
        ),
        MultiFieldPanel([FieldPanel("is_example"), FieldPanel("consent")], heading=_("Consent")),
        FieldPanel("slug"),
    ]

    class Meta:
        verbose_name = _("testimonial")
        verbose_name_plural = _("testimonials")
        ordering = ["-given_on", "slug"]

    def __str__(self) -> str:
        return f"{self.name} : {self.quote[:60]}"

    def clean(self) -> None:
        super().clean()
        if not self.is_example and not self.consent:
            raise ValidationError(
                {"consent": _("Record the consent of the person, or mark the testimonial as an example.")}
            )

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.ensure_identity()
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return f"{reverse('testimonials')}#{self.slug}"

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        return "resources/testimonials.html"

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        return {"testimonials": [self]}
