"""The library on a site: an import takes it whole, and a second one has nothing to do."""

import pytest

from actions.models import ActionPage
from core.models import GlossaryTerm, Product
from core.packs.importing import import_pack
from courses.models import LessonPage, SequencePage
from quizzes.models import Quiz
from resources.models import SHEET_MODELS
from scenarios.models import ScenarioPage
from tests.demo.reading import PACK, items, lessons


@pytest.mark.django_db
def test_the_library_is_imported_whole_and_only_once():
    first = import_pack(PACK)
    second = import_pack(PACK)

    assert not first.new_codes
    assert (second.created, second.updated, second.conflicts) == ([], [], [])
    assert ActionPage.objects.live().count() == len(items("actions"))
    assert ScenarioPage.objects.live().count() == len(items("scenarios"))
    assert sum(model.objects.live().count() for model in SHEET_MODELS) == len(items("sheets"))
    assert LessonPage.objects.live().count() == len(lessons())
    assert sum(sequence.get_children().count() for sequence in SequencePage.objects.all()) == len(lessons())
    assert GlossaryTerm.objects.filter(live=True).count() == len(items("glossary"))
    assert Product.objects.count() == len(items("products"))
    assert Quiz.objects.filter(live=True).count() == SequencePage.objects.count()
