"""A module of two sequences: the first has two lessons and a self-assessment, the second one lesson and none."""

import pytest

from courses.models import LessonPage, ModuleIndexPage, ModulePage, SequencePage
from home.tree import ensure_tree
from media.licences import Licence
from quizzes.models import Quiz
from tests.quizzes.conftest import quiz, stored  # noqa: F401 (fixtures)

BODY = "## Où vont les données\n\nVoir [plus bas](#t-une-suite).\n\n### Une suite\n\nUn tableau.\n\n| Service | Pays |\n| --- | --- |\n| Pad | France |"
VIDEO = {
    "title": "Le nuage en deux minutes",
    "instance": "framatube.org",
    "video_id": "9c9de5e8-0a1e-484a-b099-e80766180a6d",
    "duration": 130,
    "megabytes": 14,
    "transcript": "Le nuage, c’est l’ordinateur de quelqu’un d’autre.",
}


def publish(parent, page):
    parent.add_child(instance=page)
    page.save_revision().publish()
    return type(page).objects.get(pk=page.pk)


def lesson(title: str, slug: str, **fields) -> LessonPage:
    return LessonPage(title=title, slug=slug, summary="Une phrase.", body=[("text", BODY)], **fields)


@pytest.fixture
def module(quiz: Quiz) -> ModulePage:  # noqa: F811
    ensure_tree()
    module = publish(
        ModuleIndexPage.objects.get(),
        ModulePage(title="Internet", slug="internet", summary="Comprendre.", authors="Ada", licence=Licence.CC_BY_SA_4),
    )
    first = publish(module, SequencePage(title="Les bases", slug="bases", summary="Deux leçons.", quiz=quiz))
    publish(
        first, lesson("Le nuage", "nuage", video=[("video", VIDEO)], your_turn="Où ?", your_turn_answer="Ailleurs.")
    )
    publish(first, lesson("Les données", "donnees"))
    second = publish(module, SequencePage(title="La suite", slug="suite", summary="Une leçon."))
    publish(second, lesson("Et après", "apres"))
    return module
