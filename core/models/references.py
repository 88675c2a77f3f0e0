from django.contrib.contenttypes.models import ContentType
from django.db import models


class ContentReference(models.Model):
    """
    One content of the site that names another, in what is published or in a draft.

    Wagtail keeps an index of its own, but fills it by a task and does not look into drafts: it cannot guard
    against deletion, nor give a page that is right as soon as it is published.
    """

    source_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    source_id = models.PositiveBigIntegerField()
    target_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    target_id = models.PositiveBigIntegerField()
    is_draft = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["target_type", "target_id"], name="reference_by_target"),
            models.Index(fields=["source_type", "source_id"], name="reference_by_source"),
        ]

    def __str__(self) -> str:
        return f"{self.source_type_id}/{self.source_id} → {self.target_type_id}/{self.target_id}"
