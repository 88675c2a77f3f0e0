from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class FormerAddress(models.Model):
    """An address that a page had before its slug or its place changed. It leads to the page for ever."""

    url_path = models.CharField(max_length=500, unique=True)
    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="former_addresses")
    left_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("former address")
        verbose_name_plural = _("former addresses")

    def __str__(self) -> str:
        return self.url_path
