import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from forum.enums import PostStatus

from .topics import Topic


class Post(models.Model):
    """
    A message. Its HTML is rendered once, when it is written.

    `key` is drawn with the form: the same form sent twice makes one post. `weight` is the size of the HTML,
    so that the pages of a topic stay light (`paging.py`). `to_announce` stays until all mails about it are queued.
    """

    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="posts", verbose_name=_("topic"))
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("author")
    )
    source = models.TextField(_("text"))
    html = models.TextField(editable=False)
    weight = models.PositiveIntegerField(editable=False)
    status = models.CharField(_("status"), max_length=10, choices=PostStatus.choices, default=PostStatus.PUBLISHED)
    waiting_for = models.CharField(_("why it waits"), max_length=200, blank=True, editable=False)
    hidden_reason = models.CharField(_("reason shown"), max_length=300, blank=True)
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    created_at = models.DateTimeField(_("written on"), auto_now_add=True)
    published_at = models.DateTimeField(_("published on"), null=True)
    edited_at = models.DateTimeField(_("changed on"), null=True)
    to_announce = models.BooleanField(default=False, editable=False)

    author_id: int | None
    topic_id: int

    class Meta:
        verbose_name = _("post")
        verbose_name_plural = _("posts")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["author", "key"], name="one_post_of_a_form")]
        indexes = [
            models.Index(fields=["topic", "status", "published_at"]),
            models.Index(fields=["status", "published_at"]),
            models.Index(fields=["to_announce"], condition=Q(to_announce=True), name="posts_to_announce"),
        ]

    def __str__(self) -> str:
        return f"{self.topic} – {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("forum:post", args=[self.pk])

    @property
    def is_hidden(self) -> bool:
        return self.status == PostStatus.HIDDEN


class PostVersion(models.Model):
    """What a post said before a change. Only what was public then stays public (`visibility.public_versions`)."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="versions")
    source = models.TextField(_("text"))
    html = models.TextField(editable=False)
    written_at = models.DateTimeField(_("written on"))
    was_public = models.BooleanField(default=False, editable=False)

    class Meta:
        verbose_name = _("former text")
        verbose_name_plural = _("former texts")
        ordering = ["-written_at"]

    def __str__(self) -> str:
        return f"{self.post} – {self.written_at:%Y-%m-%d %H:%M}"
