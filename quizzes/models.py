import uuid
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel
from taggit.models import ItemBase
from wagtail.models import DraftStateMixin, Orderable, PreviewableMixin, Revision, RevisionMixin
from wagtail.search import index

from core.addresses import is_link
from core.enums import Level
from core.fields import BlocksField
from core.models import Coded
from core.models.content import Tag
from core.models.vocabulary import GlossaryTerm
from media.attribution import Attribution
from quizzes.blocks import AnswersBlock, to_choices
from quizzes.checking import missing
from quizzes.content import QuestionContent
from quizzes.enums import Kind
from quizzes.rendering import rendered
from quizzes.versioning import record_version

# Long enough that two questions of one quiz do not share it, short enough for an address.
KEY_LENGTH = 6


class QuestionTag(ItemBase):
    tag = models.ForeignKey(Tag, related_name="tagged_questions", on_delete=models.CASCADE)
    content_object = ParentalKey("Question", related_name="question_tags", on_delete=models.CASCADE)


class Question(PreviewableMixin, DraftStateMixin, RevisionMixin, Attribution, index.Indexed, ClusterableModel):
    """
    A question of the bank. `version` grows when the stem, the choices or the key change (see `versioning`).

    `choices` keeps the blocks of every kind that was tried; only those of `kind` count.
    """

    uid = models.UUIDField(unique=True, editable=False, default=uuid.uuid4)
    name = models.CharField(
        _("name"), max_length=255, blank=True, help_text=_("To find it in the bank. It is never shown to learners.")
    )
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices, default=Kind.SINGLE)
    stem = models.TextField(_("question"), help_text=_("The whole question. About a situation rather than a wording."))
    choices = BlocksField(AnswersBlock(), verbose_name=_("answers"), blank=True)
    fixed_order = models.BooleanField(
        _("keep the order of the choices"),
        default=False,
        help_text=_("For choices that have an order of their own (dates, amounts). The others are shuffled."),
    )
    principle = models.TextField(
        _("principle to remember"), blank=True, help_text=_("One line, true beyond this question.")
    )
    model_answer = models.TextField(_("model answer"), blank=True, help_text=_("Only for “In your own words”."))
    lesson_url = models.CharField(
        _("address of the passage"),
        max_length=500,
        blank=True,
        help_text=_("Where the lesson says it, down to the heading: /apprendre/…/#t-…"),
    )
    lesson_label = models.CharField(_("title of the passage"), max_length=200, blank=True)
    glossary = ParentalManyToManyField(GlossaryTerm, verbose_name=_("words of the glossary"), blank=True)
    twin = models.ForeignKey(
        "self",
        verbose_name=_("twin question"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="twin_of",
        help_text=_("Another question on the same point. It is asked instead of this one when somebody tries again."),
    )
    tags = ClusterTaggableManager(through=QuestionTag, blank=True, verbose_name=_("tags"))
    typo = models.BooleanField(
        _("typo: the meaning does not change"),
        default=False,
        help_text=_("Ticked, this correction keeps the version and its answers. Otherwise a new version begins."),
    )
    version = models.PositiveIntegerField(_("version"), default=0, editable=False)
    # The HTML of its texts, made once when it is saved (rendering.py).
    rendered = models.JSONField(default=dict, editable=False)

    search_fields = [
        index.SearchField("name"),
        index.SearchField("stem"),
        index.AutocompleteField("name"),
        index.AutocompleteField("stem"),
        index.FilterField("kind"),
    ]

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.name or Truncator(self.stem).chars(80)

    @property
    def key(self) -> str:
        """What names the question in addresses and notebooks: the beginning of its `uid`."""
        return self.uid.hex[:KEY_LENGTH]

    def content(self) -> QuestionContent:
        """The question as plain values, without reading tags and glossary."""
        return QuestionContent(
            kind=Kind(self.kind),
            stem=self.stem,
            choices=to_choices(self.kind, self.choices.get_prep_value()),
            principle=self.principle,
            name=self.name,
            uid=str(self.uid),
            model_answer=self.model_answer,
            lesson_url=self.lesson_url,
            lesson_label=self.lesson_label,
            fixed_order=self.fixed_order,
        )

    def clean(self) -> None:
        super().clean()
        if self.lesson_url and not is_link(self.lesson_url):
            wrong = _("The address of the passage begins with / (on this site) or with https://.")
            raise ValidationError({"lesson_url": wrong})

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.rendered = rendered(self.content())
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], "rendered"}
        super().save(*args, **kwargs)
        if self.live:
            record_version(self)

    def publish(self, revision: Revision, *args: Any, **kwargs: Any) -> Any:
        if problems := missing(revision.as_object().content()):
            raise ValidationError(problems)
        return super().publish(revision, *args, **kwargs)

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        return "quizzes/question_preview.html"

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        from quizzes.presenting import preview

        return preview(self)


class QuestionVersion(models.Model):
    """A question as it was asked from some day on. Answers are counted for a version, and stay with it."""

    question = models.ForeignKey(Question, related_name="versions", on_delete=models.CASCADE)
    number = models.PositiveIntegerField(_("version"))
    content = models.JSONField()
    created_at = models.DateTimeField(_("since"), auto_now_add=True)

    class Meta:
        verbose_name = _("version of a question")
        verbose_name_plural = _("versions of questions")
        ordering = ["question", "-number"]
        constraints = [models.UniqueConstraint(fields=["question", "number"], name="one_version_per_number")]

    def __str__(self) -> str:
        return f"{self.question} v{self.number}"


class Quiz(PreviewableMixin, DraftStateMixin, RevisionMixin, Coded, Attribution, index.Indexed, ClusterableModel):
    """Questions in an order, which somebody answers for themselves. Nothing is marked, nothing is stored."""

    title = models.CharField(_("title"), max_length=255)
    level = models.CharField(_("level"), max_length=10, choices=Level.choices, default=Level.BEGINNER)
    purpose = models.CharField(
        _("purpose"),
        max_length=300,
        blank=True,
        help_text=_("One sentence before the first question. Empty: the usual one."),
    )

    search_fields = [index.SearchField("title"), index.AutocompleteField("title")]

    class Meta:
        verbose_name = _("quiz")
        verbose_name_plural = _("quizzes")
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.ensure_identity()
        super().save(*args, **kwargs)

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        return "quizzes/print.html"

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        from quizzes.presenting import preview_on_paper

        return preview_on_paper(self)


class QuizQuestion(Orderable):
    """The place of a question in a quiz."""

    quiz = ParentalKey(Quiz, related_name="places", on_delete=models.CASCADE)
    question = models.ForeignKey(Question, related_name="places", on_delete=models.CASCADE, verbose_name=_("question"))

    class Meta(Orderable.Meta):
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        constraints = [models.UniqueConstraint(fields=["quiz", "question"], name="a_question_once_in_a_quiz")]


class ItemTally(models.Model):
    """
    First answers to a version of a question in a quiz, added up. No person, no address, no time: only sums.

    `rest` is how many of the other questions of the quiz the same visit had right; its sums come with the end of a
    visit (`whole_visits` of them) and give the correlation that says whether the question distinguishes.
    """

    quiz = models.ForeignKey(Quiz, related_name="tallies", on_delete=models.CASCADE)
    version = models.ForeignKey(QuestionVersion, related_name="tallies", on_delete=models.CASCADE)
    answered = models.PositiveIntegerField(default=0)
    right = models.PositiveIntegerField(default=0)
    dont_know = models.PositiveIntegerField(default=0)
    whole_visits = models.PositiveIntegerField(default=0)
    right_in_whole_visits = models.PositiveIntegerField(default=0)
    rest = models.PositiveBigIntegerField(default=0)
    rest_squared = models.PositiveBigIntegerField(default=0)
    rest_when_right = models.PositiveBigIntegerField(default=0)

    class Meta:
        verbose_name = _("tally of answers")
        verbose_name_plural = _("tallies of answers")
        constraints = [models.UniqueConstraint(fields=["quiz", "version"], name="one_tally_per_version_in_a_quiz")]

    def __str__(self) -> str:
        return f"{self.version} · {self.quiz}"


class ItemAnswer(models.Model):
    """How often a choice was taken among first answers. `option` is the id of a choice, or `right`, `wrong`."""

    tally = models.ForeignKey(ItemTally, related_name="answers", on_delete=models.CASCADE)
    option = models.CharField(max_length=36)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("count of a choice")
        verbose_name_plural = _("counts of choices")
        constraints = [models.UniqueConstraint(fields=["tally", "option"], name="one_count_per_option")]

    def __str__(self) -> str:
        return f"{self.option}: {self.count}"


class ReceivedRecord(models.Model):
    """The key of a record that was counted, so that it is not counted twice. It says nothing of who sent it."""

    key = models.CharField(max_length=64, unique=True)

    class Meta:
        verbose_name = _("received record")
        verbose_name_plural = _("received records")

    def __str__(self) -> str:
        return self.key
