"""What this app keeps in packs."""

from collections import Counter
from collections.abc import Sequence

from django.utils.text import slugify

from packs.kinds import Kind, Whole, register

from .exchange.yaml_checking import Problem, problems
from .exchange.yaml_form import data_to_quiz, quiz_to_data
from .exchange.yaml_shapes import Data, typed
from .models import Quiz
from .queries import titles_of_quizzes


def _slugs(quizzes: Sequence[Quiz]) -> list[str]:
    """The names of their files: their titles, with their codes where several quizzes have the same title."""
    titles = Counter(title.casefold() for title in titles_of_quizzes())
    return [_slug(quiz, is_shared=titles[quiz.title.casefold()] > 1) for quiz in quizzes]


def _slug(quiz: Quiz, *, is_shared: bool) -> str:
    code = str(quiz.code).lower()
    name = slugify(quiz.title) or code
    return f"{name}-{code}" if is_shared else name


def _problems(data: Data) -> list[Problem]:
    return problems(typed(data))


def _load(data: Data) -> Quiz:
    return data_to_quiz(typed(data))


register(Kind(Quiz, "quizzes/{slug}.yaml", whole=Whole(_problems, _load, quiz_to_data, _slugs)))
