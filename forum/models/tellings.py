from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .posts import Post


class Telling(models.Model):
    """
    A message that a person is to read in the next digest; the trace that it was told, afterwards.

    Decided once, when the message is published, from what the person asks for at that moment: changing one's mind
    later moves nothing between the two ways of being told.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="+")
    decided_at = models.DateTimeField(auto_now_add=True)
    told_at = models.DateTimeField(null=True)

    user_id: int
    post_id: int

    class Meta:
        verbose_name = _("message for a digest")
        verbose_name_plural = _("messages for digests")
        constraints = [models.UniqueConstraint(fields=["user", "post"], name="one_telling_of_a_post")]
        indexes = [models.Index(fields=["decided_at"], condition=Q(told_at=None), name="tellings_to_do")]

    def __str__(self) -> str:
        return f"{self.user_id} – {self.post_id}"
