import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from forum.enums import Rhythm

from .topics import Section, Topic


def new_token() -> str:
    return secrets.token_urlsafe(24)


class Subscription(models.Model):
    """A person asked for mail about one topic or one section. The token stops it without a login (RFC 8058)."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    topic = models.ForeignKey(Topic, null=True, on_delete=models.CASCADE, related_name="subscriptions")
    section = models.ForeignKey(Section, null=True, on_delete=models.CASCADE, related_name="subscriptions")
    rhythm = models.CharField(_("rhythm"), max_length=10, choices=Rhythm.choices, default=Rhythm.AT_ONCE)
    token = models.CharField(max_length=40, unique=True, default=new_token, editable=False)
    created_at = models.DateTimeField(_("asked on"), auto_now_add=True)

    user_id: int
    topic_id: int | None
    section_id: int | None

    class Meta:
        verbose_name = _("subscription")
        verbose_name_plural = _("subscriptions")
        constraints = [
            models.UniqueConstraint(fields=["user", "topic"], name="one_subscription_to_a_topic"),
            models.UniqueConstraint(fields=["user", "section"], name="one_subscription_to_a_section"),
            models.CheckConstraint(
                condition=Q(topic__isnull=True) ^ Q(section__isnull=True), name="subscription_to_one_thing"
            ),
        ]
        indexes = [models.Index(fields=["topic", "rhythm"]), models.Index(fields=["section", "rhythm"])]

    def __str__(self) -> str:
        # Read by `queries`, it knows whether what it follows is still public; the team's own pages name it anyway.
        if not getattr(self, "in_public", True):
            return str(_("a discussion that is no longer public"))
        return str(self.topic or self.section)

    def get_absolute_url(self) -> str:
        return reverse("forum:unsubscribe", args=[self.token])
