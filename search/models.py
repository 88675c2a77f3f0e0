"""What editors write for the search, what waits to be indexed, and counts of searches without any person."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.models import Orderable

from search.words import split
from text.fields import LinesField


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if split(line)]


class SynonymGroup(models.Model):
    """Expressions that mean the same for whoever searches. Any of them finds the others."""

    expressions = LinesField(_("expressions"), help_text=_("Different ways to name the same thing, one a line."))

    panels = [FieldPanel("expressions")]

    class Meta:
        verbose_name = _("synonyms")
        verbose_name_plural = _("synonyms")
        ordering = ["expressions"]

    def __str__(self) -> str:
        return " = ".join(lines(self.expressions))

    def clean(self) -> None:
        super().clean()
        if len(lines(self.expressions)) < 2:
            raise ValidationError({"expressions": _("Write two expressions at least, one a line.")})


class AmbiguousWord(ClusterableModel):
    """A word that means several things: the search asks which one."""

    words = LinesField(_("words"), help_text=_("One a line."))

    panels = [FieldPanel("words"), InlinePanel("meanings", heading=_("Meanings"), label=_("Meaning"), min_num=2)]

    class Meta:
        verbose_name = _("ambiguous word")
        verbose_name_plural = _("ambiguous words")
        ordering = ["words"]

    def __str__(self) -> str:
        return ", ".join(lines(self.words))


class WordMeaning(Orderable):
    word = ParentalKey(AmbiguousWord, on_delete=models.CASCADE, related_name="meanings")
    label = models.CharField(_("what is shown"), max_length=100)
    query = models.CharField(_("what is then searched"), max_length=100)

    panels = [FieldPanel("label"), FieldPanel("query")]

    class Meta(Orderable.Meta):
        verbose_name = _("meaning")
        verbose_name_plural = _("meanings")

    def __str__(self) -> str:
        return self.label


class PendingDocument(models.Model):
    """A document that an engine must look at again. Written with the change itself, removed once the engine has it."""

    engine = models.CharField(max_length=20)
    key = models.CharField(max_length=120)
    since = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["engine", "id"])]

    def __str__(self) -> str:
        return f"{self.engine}: {self.key}"


class SearchCount(models.Model):
    """How often a text was searched in a month, and how often nothing was found. Nothing of who searched."""

    month = models.DateField()
    text = models.CharField(max_length=100)
    searches = models.PositiveIntegerField(default=0)
    without_result = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["month", "text"], name="one_count_of_a_search_a_month")]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} {self.text}"


class ClickCount(models.Model):
    """How often a result was chosen after a search, in a month."""

    month = models.DateField()
    text = models.CharField(max_length=100)
    key = models.CharField(max_length=120)
    title = models.CharField(max_length=255)
    clicks = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["month", "text", "key"], name="one_count_of_a_click_a_month")]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} {self.text} > {self.title}"
