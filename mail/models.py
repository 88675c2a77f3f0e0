from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class OutgoingMail(models.Model):
    """
    A mail that waits to be sent, or the trace that it was (its content is dropped then).

    `key` says what the mail is about and to whom: the same key is never queued twice. `next_try_at` is empty
    when there is nothing more to try: sent, or given up (`given_up_at`).
    """

    key = models.CharField(max_length=100, unique=True, null=True)  # noqa: DJ001 (most mails have none)
    recipient = models.EmailField(max_length=320, blank=True, db_index=True)
    sender = models.CharField(max_length=320)
    subject = models.CharField(max_length=500)
    text = models.TextField()
    html = models.TextField(blank=True)
    headers = models.JSONField(default=dict)
    queued_at = models.DateTimeField(auto_now_add=True)
    tries = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    given_up_at = models.DateTimeField(null=True)
    last_error = models.TextField(blank=True)
    waits_for_server = models.BooleanField(default=False)
    """The last error was about the server, so the mail leaves as soon as any mail does."""

    class Meta:
        verbose_name = _("outgoing mail")
        verbose_name_plural = _("outgoing mails")
        indexes = [models.Index(fields=["next_try_at"], condition=Q(next_try_at__isnull=False), name="mail_to_send")]

    def __str__(self) -> str:
        return f"{self.pk} – {self.subject}"
