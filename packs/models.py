from django.db import models
from django.utils.translation import gettext_lazy as _


class Pack(models.Model):
    """A pack that was imported here, with what its manifest says."""

    uid = models.UUIDField(primary_key=True)
    title = models.CharField(_("title"), max_length=255)
    manifest = models.JSONField(default=dict)
    imported_at = models.DateTimeField(_("imported on"), auto_now=True)

    class Meta:
        verbose_name = _("pack")
        verbose_name_plural = _("packs")

    def __str__(self) -> str:
        return self.title


class PackItem(models.Model):
    """
    One file of an imported pack, with the digest of what it gave.

    Content whose digest is another one now was edited here, and is not overwritten silently.
    """

    pack = models.ForeignKey(Pack, on_delete=models.CASCADE, related_name="items")
    path = models.CharField(max_length=500)
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["pack", "path"], name="one_item_per_path")]

    def __str__(self) -> str:
        return self.path
