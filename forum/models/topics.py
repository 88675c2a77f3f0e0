from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from forum.enums import TopicState


class Section(models.Model):
    """
    Where topics are gathered: a general section that the team made, or the one of a page.

    The section of a page is made with its first topic. Its slug never changes, and it outlives its page.
    """

    slug = models.SlugField(_("address"), max_length=255, unique=True)
    title = models.CharField(_("title"), max_length=255)
    description = models.TextField(_("description"), blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    page = models.OneToOneField(
        Page, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("page")
    )
    is_general = models.BooleanField(default=True, editable=False)
    # The page was not for everybody when it was deleted: neither are its topics, whose titles and texts tell of it.
    was_private = models.BooleanField(default=False, editable=False)

    class Meta:
        verbose_name = _("forum section")
        verbose_name_plural = _("forum sections")
        ordering = ["position", "title"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("forum:section", args=[self.slug])

    @property
    def name(self) -> str:
        """The title of the page while it is published; afterwards, the one under which the topics began."""
        return self.page.title if self.page and self.page.live else self.title


class Topic(models.Model):
    """A question or a subject, with its posts. What is derived from the posts is written by `settling.settle`."""

    section = models.ForeignKey(Section, on_delete=models.PROTECT, related_name="topics", verbose_name=_("section"))
    title = models.CharField(_("title"), max_length=150)
    slug = models.SlugField(_("address"), max_length=80)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("author")
    )
    created_at = models.DateTimeField(_("created on"), auto_now_add=True)
    state = models.CharField(_("state"), max_length=12, choices=TopicState.choices, default=TopicState.UNANSWERED)
    resolved_at = models.DateTimeField(_("resolved on"), null=True, blank=True)
    locked_at = models.DateTimeField(_("locked on"), null=True, blank=True)
    locked_reason = models.CharField(_("reason of the lock"), max_length=300, blank=True)
    is_visible = models.BooleanField(default=False, editable=False)
    last_post_at = models.DateTimeField(null=True, editable=False)

    author_id: int | None
    section_id: int

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["-last_post_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["section", "slug"], name="one_topic_at_an_address")]
        indexes = [models.Index(fields=["is_visible", "-last_post_at"]), models.Index(fields=["state", "created_at"])]
        permissions = [("moderate_forum", "Can moderate the forum")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("forum:topic", args=[self.section.slug, self.slug])


class FormerAddress(models.Model):
    """Where a topic stood before the team moved it: the old address leads to the new one for ever."""

    section_slug = models.SlugField(max_length=255)
    slug = models.SlugField(max_length=80)
    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="former_addresses")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["section_slug", "slug"], name="one_former_address")]

    def __str__(self) -> str:
        return f"{self.section_slug}/{self.slug}"
