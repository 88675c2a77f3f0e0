"""Reads of quizzes and questions, for views and for the apps above."""

from django.db.models import Prefetch, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from core.models.content import Tag
from core.models.vocabulary import GlossaryTerm
from quizzes.models import ItemTally, Question, Quiz


def published_questions(quiz: Quiz) -> list[Question]:
    """
    The published questions of a quiz in its order, each with its published `twin` and the `words` of both.

    Two queries; four where there are twins.
    """
    words = Prefetch("glossary", GlossaryTerm.objects.filter(live=True), to_attr="words")
    twin = Prefetch("twin", Question.objects.filter(live=True).prefetch_related(words))
    places = Question.objects.filter(live=True, places__quiz=quiz).order_by("places__sort_order")
    return list(places.prefetch_related(words, twin))


def quizzes_using(*questions: Question) -> list[Quiz]:
    """The quizzes that ask one of these questions, or its twin, published or only in the latest draft."""
    pks = {question.pk for question in questions}
    found = set(Quiz.objects.filter(Q(places__question__in=pks) | Q(places__question__twin__in=pks)))
    for quiz in Quiz.objects.filter(has_unpublished_changes=True).select_related("latest_revision"):
        places = quiz.latest_revision.content.get("places", []) if quiz.latest_revision else []
        if any(place.get("question") in pks for place in places):
            found.add(quiz)
    return sorted(found, key=str)


def tags_of_questions() -> QuerySet[Tag]:
    """The tags that a question has, by name."""
    return Tag.objects.filter(tagged_questions__isnull=False).distinct().order_by("name")


def all_quizzes() -> QuerySet[Quiz]:
    return Quiz.objects.order_by("title")


def titles_of_quizzes() -> list[str]:
    return list(Quiz.objects.values_list("title", flat=True))


def minutes_for(count: int) -> int:
    """About how long a number of questions takes: 50 seconds each, at least one minute."""
    return max(1, round(count * 50 / 60))


def questions_to_export(tag: str = "") -> list[Question]:
    """The questions of the bank, drafts included, the oldest first; those of a tag if one is named."""
    questions = Question.objects.order_by("pk")
    return _with_words(questions.filter(tags__name__iexact=tag).distinct() if tag else questions)


def questions_in_order(quiz: Quiz) -> list[Question]:
    """All the questions of a quiz, drafts included, with their tags and words of the glossary."""
    return _with_words(Question.objects.filter(places__quiz=quiz).order_by("places__sort_order"))


def draft_questions() -> list[Question]:
    """The questions that are not published, the oldest first."""
    return list(Question.objects.filter(live=False).order_by("pk"))


def _with_words(questions: QuerySet[Question]) -> list[Question]:
    words = ("tags", "glossary", "twin__tags", "twin__glossary")
    return list(questions.select_related("twin__twin").prefetch_related(*words))


def questions_of_quiz(code: str) -> list[Question]:
    """The questions of a quiz in its order, drafts included; none where no quiz has this code."""
    quiz = Quiz.objects.filter(code=code).first()
    return questions_in_order(quiz) if quiz else []


def quizzes_with_answers() -> list[Quiz]:
    """All the quizzes, those with first answers first, each with `first_answers`, how many it has."""
    counted = Quiz.objects.annotate(first_answers=Coalesce(Sum("tallies__answered"), 0))
    return list(counted.order_by("-first_answers", "title"))


def tallies_of(quiz: Quiz) -> list[ItemTally]:
    """The sums of a quiz, with their versions, questions and counts of choices."""
    tallies = quiz.tallies.select_related("version__question").prefetch_related("answers")
    return list(tallies.order_by("version__question_id", "version__number"))
