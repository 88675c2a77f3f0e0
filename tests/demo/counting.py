"""How many contents of each kind a site has published."""

from actions.models import ActionPage
from core.models import GlossaryTerm, Product
from courses.models import LessonPage, SequencePage
from quizzes.models import Quiz
from resources.models import SHEET_MODELS
from scenarios.models import ScenarioPage


def count_contents() -> dict[str, int]:
    return {
        "actions": ActionPage.objects.live().count(),
        "scenarios": ScenarioPage.objects.live().count(),
        "sheets": sum(model.objects.live().count() for model in SHEET_MODELS),
        "lessons": LessonPage.objects.live().count(),
        "lessons in sequences": sum(sequence.get_children().count() for sequence in SequencePage.objects.all()),
        "terms": GlossaryTerm.objects.filter(live=True).count(),
        "products": Product.objects.count(),
        "quizzes": Quiz.objects.filter(live=True).count(),
        "sequences": SequencePage.objects.count(),
    }
