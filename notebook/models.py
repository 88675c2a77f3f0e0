from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class SyncedNotebook(models.Model):
    """The copy of a learner's notebook that their devices share (docs/notebook-format.md)."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    document = models.JSONField()
    digest = models.CharField(max_length=64)
    changed_at = models.DateTimeField(_("changed on"), auto_now=True)

    class Meta:
        verbose_name = _("notebook")
        verbose_name_plural = _("notebooks")

    def __str__(self) -> str:
        return f"{self.user_id}"
