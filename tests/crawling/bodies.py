"""A body as the site's own scripts send it, for each address that reads one."""

from typing import Any

from django.urls import reverse

from quizzes.models import QuestionVersion, Quiz

NOTEBOOK = {
    "format": "carnet",
    "version": 1,
    "lecons": {"7QK2M": {"etat": ["lu", 1763800000123], "titre": "La neutralité", "url": "/apprendre/"}},
    "scenarios": {"K8WDE": {"etapes": {"c3f1": {"taches": {"a9d2": [True, 1763800000500]}}}}},
}


def samples() -> dict[str, tuple[str, list[Any]]]:
    """The method and the bodies, by address."""
    quiz = Quiz.objects.get()
    answers = [
        {"question": str(version.question.uid)[:6], "version": version.number, "options": ["a"]}
        for version in QuestionVersion.objects.order_by("pk")[:2]
    ]
    visit = {"visit": "a" * 20, "quiz": quiz.code}
    return {
        reverse("quiz_record"): ("POST", [{**visit, **answers[0]}, {**visit, "items": answers}]),
        reverse("synced-notebook"): ("PUT", [NOTEBOOK]),
    }
