"""Somebody before a quiz: the questions, where it stands on the site, and the way so far. Nothing of it is stored."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.http import QueryDict
from wagtail.models import Page

from quizzes.answering import END, FIRST_SEED, Way, address, do_again, read_way
from quizzes.content import QuestionContent
from quizzes.models import Question, Quiz
from quizzes.queries import published_questions


@dataclass(frozen=True)
class Place:
    """
    Where a quiz stands on the site, said by the app that shows it.

    `page` is the page above it (its breadcrumbs are shown), `url` the address of the quiz itself;
    `onward_url` and `onward_title` are where to go on after it.
    """

    url: str
    page: Page | None = None
    onward_url: str = ""
    onward_title: str = ""


@dataclass(frozen=True)
class Sitting:
    """
    A quiz, its place, the way that the address describes, and by their keys all the questions that may be asked.

    `own` are the keys of the quiz's own questions, in order; `twins` leads from each of them to the question that is
    asked in its stead on another try, where there is one.
    """

    quiz: Quiz
    place: Place
    questions: Mapping[str, Question]
    contents: Mapping[str, QuestionContent]
    own: tuple[str, ...]
    twins: Mapping[str, str]
    way: Way

    def address(self, way: Way | None = None, **more: str) -> str:
        return address(self.place.url, way or self.way, self.contents, **more)

    def question_address(self, number: int, way: Way | None = None) -> str:
        """Question `number` (from 1), or the end after the last one."""
        step = str(number) if number <= len(self.way.asked) else END
        return self.address(way, q=step)

    @property
    def is_first_try(self) -> bool:
        return self.way.seed == FIRST_SEED and not self.way.again

    def own_question(self, key: str) -> Question:
        """The question of the quiz itself, also where its twin was asked: what the notebook knows."""
        return self.questions[next((own for own, twin in self.twins.items() if twin == key), key)]

    def again(self, keys: Iterable[str]) -> str:
        """The address of another try at these questions, each by its twin if it has one."""
        return self.question_address(1, do_again(self.way, [self._other(key) for key in keys]))

    def all_again(self) -> str:
        if not self.twins:
            return self.question_address(1, do_again(Way(self.own, self.way.seed)))
        asked = set(self.way.asked)
        return self.again(twin if (twin := self.twins.get(key, "")) in asked else key for key in self.own)

    def _other(self, key: str) -> str:
        return self.twins.get(key) or self.own_question(key).key


def sit(quiz: Quiz, place: Place, query: QueryDict) -> Sitting:
    found = published_questions(quiz)
    own = tuple(question.key for question in found)
    # A twin that the quiz asks by itself would be asked twice.
    twins = {one.key: one.twin.key for one in found if one.twin and one.twin.key not in own}
    questions = {}
    for question in found:
        questions[question.key] = question
        if question.twin and question.key in twins:
            questions[question.twin.key] = question.twin
    contents = {key: question.content() for key, question in questions.items()}
    return Sitting(quiz, place, questions, contents, own, twins, read_way(query, contents, own))
