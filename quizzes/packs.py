"""What this app keeps in packs."""

from django.utils.text import slugify

from core.packs.kinds import Kind, Whole, register

from .exchange.yaml_form import data_to_quiz, problems, quiz_to_data
from .models import Quiz


def _slug(quiz: Quiz) -> str:
    """The name of its file: its title, with its code where another quiz has the same title."""
    code = str(quiz.code).lower()
    name = slugify(quiz.title) or code
    is_shared = Quiz.objects.filter(title__iexact=quiz.title).exclude(pk=quiz.pk).exists()
    return f"{name}-{code}" if is_shared else name


register(Kind(Quiz, "quizzes/{slug}.yaml", whole=Whole(problems, data_to_quiz, quiz_to_data, _slug)))
