"""What this app keeps in packs."""

from collections import Counter
from collections.abc import Sequence

from django.utils.text import slugify

from packs.kinds import Kind, Whole, register

from .exchange.yaml_checking import problems
from .exchange.yaml_form import data_to_quiz, quiz_to_data
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


register(Kind(Quiz, "quizzes/{slug}.yaml", whole=Whole(problems, data_to_quiz, quiz_to_data, _slugs)))
