from django.db import models
from django.utils.translation import gettext_lazy as _


class WorkerBeat(models.Model):
    """A worker that lives says so every few seconds, so that work cut short with another is found again."""

    worker_id = models.CharField(max_length=64, primary_key=True)
    started_at = models.DateTimeField()
    seen_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = _("worker")
        verbose_name_plural = _("workers")

    def __str__(self) -> str:
        return self.worker_id


class PeriodicRun(models.Model):
    """When a work that comes again and again is due next, and how it went the last time."""

    name = models.CharField(max_length=64, primary_key=True)
    next_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    last_error = models.TextField(blank=True)

    class Meta:
        verbose_name = _("periodic work")
        verbose_name_plural = _("periodic works")

    def __str__(self) -> str:
        return self.name
