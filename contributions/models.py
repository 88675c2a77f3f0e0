from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Revision

from media.licences import Licence

from .enums import About, Opinion, State

LONGEST_REPORT = 2000


class Report(models.Model):
    """
    What a reader says of a page, in a sentence or (out of date) in one press.

    The page and the passage are kept as they were: `page` is empty once the page is gone. `email` is there until the
    answer leaves. `doubts` says why it may come from a robot: the team is not told of it, and reads it last.
    """

    page = models.ForeignKey(Page, null=True, on_delete=models.SET_NULL, related_name="+")
    page_title = models.CharField(_("page"), max_length=255)
    page_address = models.CharField(_("address of the page"), max_length=1000)
    published_at = models.DateTimeField(_("published on"), null=True)
    about = models.CharField(_("about"), max_length=10, choices=About.choices, default=About.SENTENCE)
    text = models.TextField(_("what the reader says"), max_length=LONGEST_REPORT, blank=True)
    place = models.CharField(max_length=300, blank=True)
    passage_label = models.CharField(_("part of the page"), max_length=200, blank=True)
    passage = models.TextField(_("passage"), blank=True)
    email = models.EmailField(_("address for the answer"), blank=True)
    doubts = models.CharField(_("doubts"), max_length=200, blank=True)
    times = models.PositiveIntegerField(_("times"), default=1)
    reported_at = models.DateTimeField(_("reported on"), auto_now_add=True)
    closed_at = models.DateTimeField(_("closed on"), null=True, db_index=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    answer = models.TextField(_("answer"), max_length=LONGEST_REPORT, blank=True)

    class Meta:
        verbose_name = _("reader’s report")
        verbose_name_plural = _("readers’ reports")
        ordering = ["reported_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["page"],
                condition=models.Q(about=About.OUTDATED, closed_at=None),
                name="one_open_report_that_a_page_is_outdated",
            )
        ]

    def __str__(self) -> str:
        return f"{self.page_title} – {self.get_about_display()}"


class OpinionCount(models.Model):
    """How many readers said a thing of a page in a month. Nobody is kept: neither who, nor from where, nor the day."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")
    opinion = models.CharField(max_length=10, choices=Opinion.choices)
    month = models.DateField()
    number = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("readers’ opinion")
        verbose_name_plural = _("readers’ opinions")
        constraints = [models.UniqueConstraint(fields=["page", "opinion", "month"], name="one_count_a_month")]

    def __str__(self) -> str:
        return f"{self.page} – {self.get_opinion_display()}: {self.number}"


class Version(models.Model):
    """
    What a page said from the day it was published to the next publication: a permanent number, and its revision.

    `changed` names the fields that differ from the version before; nothing when that is not known (what was published
    before there were versions). `revision` is empty once its text was erased: the trace of the act stays.
    """

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveIntegerField(_("number"))
    revision = models.ForeignKey(Revision, null=True, on_delete=models.SET_NULL, related_name="+")
    published_at = models.DateTimeField(_("published on"))
    author = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    licence = models.CharField(_("licence"), max_length=20, choices=Licence.choices, blank=True)
    changed = models.JSONField(null=True)
    thanks_to = models.CharField(_("thanks to"), max_length=100, blank=True)
    reason = models.CharField(_("why"), max_length=300, blank=True)
    erased_at = models.DateTimeField(_("erased on"), null=True)

    class Meta:
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["page", "number"], name="one_version_of_a_number")]

    def __str__(self) -> str:
        return f"{self.page} – {self.number}"


class Correction(models.Model):
    """
    What a reader would write in the place of a passage.

    `whole` is the whole text in which the passage stood when it was read: what was published since is merged with it.
    `name` is the name for the credits, empty for none; `email` is there until the answer leaves.
    """

    page = models.ForeignKey(Page, null=True, on_delete=models.SET_NULL, related_name="+")
    page_title = models.CharField(_("page"), max_length=255)
    page_address = models.CharField(_("address of the page"), max_length=1000)
    place = models.CharField(max_length=300)
    part = models.CharField(_("part of the page"), max_length=200)
    whole = models.TextField()
    before = models.TextField(_("before"))
    after = models.TextField(_("after"))
    reason = models.CharField(_("why"), max_length=300, blank=True)
    is_small = models.BooleanField(_("a few words"), default=False)
    name = models.CharField(_("name for the credits"), max_length=100, blank=True)
    email = models.EmailField(_("address for the answer"), blank=True)
    doubts = models.CharField(_("doubts"), max_length=200, blank=True)
    sent_at = models.DateTimeField(_("sent on"), auto_now_add=True)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.WAITING, db_index=True)
    settled_at = models.DateTimeField(_("settled on"), null=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    answer = models.TextField(_("answer"), max_length=LONGEST_REPORT, blank=True)

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        ordering = ["sent_at", "pk"]

    def __str__(self) -> str:
        return f"{self.page_title} – {self.part}"
