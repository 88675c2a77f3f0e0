from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from forum.enums import Measure, ReportReason

from .posts import Post


class Report(models.Model):
    """Somebody, with an account or without, asks the team to look at a post."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="reports")
    reporter = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    reason = models.CharField(_("reason"), max_length=12, choices=ReportReason.choices)
    details = models.TextField(_("details"), max_length=2000, blank=True)
    reported_at = models.DateTimeField(_("reported on"), auto_now_add=True)
    handled_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        ordering = ["reported_at"]

    def __str__(self) -> str:
        return f"{self.get_reason_display()} – {self.post}"


class Sanction(models.Model):
    """A warning, or a suspension until a date: the person reads it with its reason."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    measure = models.CharField(_("measure"), max_length=10, choices=Measure.choices)
    reason = models.TextField(_("reason"), max_length=2000)
    until = models.DateTimeField(_("until"), null=True)
    decided_at = models.DateTimeField(_("decided on"), auto_now_add=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        verbose_name = _("warning or suspension")
        verbose_name_plural = _("warnings and suspensions")
        ordering = ["-decided_at"]

    def __str__(self) -> str:
        return self.get_measure_display()


class ListedWord(models.Model):
    """A word, or words, that make a message wait for the team."""

    words = models.CharField(_("words"), max_length=100, unique=True)

    class Meta:
        verbose_name = _("word that makes a message wait")
        verbose_name_plural = _("words that make a message wait")
        ordering = ["words"]

    def __str__(self) -> str:
        return self.words


class RefusedName(models.Model):
    """A public name that the team took away: by its key, so that nobody takes it again under another spelling."""

    key = models.CharField(max_length=180, unique=True)
    refused_at = models.DateTimeField(_("refused on"), auto_now_add=True)

    class Meta:
        verbose_name = _("name taken away")
        verbose_name_plural = _("names taken away")

    def __str__(self) -> str:
        return self.key
