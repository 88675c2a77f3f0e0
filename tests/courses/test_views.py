import re
from itertools import pairwise

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from courses.models import SequencePage
from quizzes.models import Quiz

QUIZ = "/apprendre/internet/bases/verifier/"
WHOLE = "/apprendre/internet/imprimer/"


def html(visitor, address: str) -> str:
    response = visitor.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_the_last_lesson_of_a_sequence_leads_to_its_quiz(module, visitor):
    assert f'href="{QUIZ}"' in html(visitor, "/apprendre/internet/bases/donnees/")
    assert QUIZ not in html(visitor, "/apprendre/internet/bases/nuage/")


def test_without_a_published_quiz_the_last_lesson_leads_back_to_the_sequence(module, visitor):
    Quiz.objects.update(live=False)
    page = html(visitor, "/apprendre/internet/bases/donnees/")
    assert QUIZ not in page
    assert 'class="button pager__next" href="../"' in page
    assert visitor.get(QUIZ).status_code == 404


def test_the_code_of_a_quiz_leads_to_the_sequence_that_it_closes(module, visitor):
    code = Quiz.objects.get().code

    assert visitor.get(f"/f/{code}")["Location"] == "/apprendre/internet/bases/"


def test_the_code_of_a_quiz_that_no_page_shows_says_that_it_is_gone(module, visitor):
    SequencePage.objects.get(slug="bases").unpublish()

    assert visitor.get(f"/f/{Quiz.objects.get().code}").status_code == 410


def test_the_lessons_of_a_withdrawn_sequence_lead_nowhere_that_is_gone(module, visitor):
    SequencePage.objects.get(slug="bases").unpublish()

    page = html(visitor, "/apprendre/internet/bases/donnees/")

    assert visitor.get("/apprendre/internet/bases/").status_code == 404
    assert QUIZ not in page
    assert 'href="../"' not in page


def test_the_end_of_a_quiz_of_a_withdrawn_module_leads_to_what_is_still_there(module, visitor):
    SequencePage.objects.filter(slug="suite").update(quiz=Quiz.objects.get())
    module.unpublish()

    end = html(visitor, "/apprendre/internet/suite/verifier/?q=fin")

    assert 'href="/apprendre/internet/"' not in end


def test_the_end_of_a_quiz_leads_to_the_sequence_after(module, visitor):
    assert 'href="/apprendre/internet/suite/"' in html(visitor, f"{QUIZ}?q=fin")


def test_a_private_sequence_is_not_named_after_a_quiz(module, visitor):
    following = SequencePage.objects.get(slug="suite")
    PageViewRestriction.objects.create(page=following, restriction_type=PageViewRestriction.LOGIN)

    end = html(visitor, f"{QUIZ}?q=fin")

    assert 'href="/apprendre/internet/suite/"' not in end


def test_the_end_of_the_last_quiz_leads_to_the_module(module, visitor):
    SequencePage.objects.filter(slug="suite").update(quiz=Quiz.objects.get())
    end = html(visitor, "/apprendre/internet/suite/verifier/?q=fin")
    assert re.search(r'href="/apprendre/internet/">Continuer sans refaire', end.replace("\xa0", " "))


@pytest.mark.parametrize("sequence", ["bases", "suite"])
@pytest.mark.parametrize(
    "query", ["", "?q=4", "?q=1&r=b&v=1", "?q=fin&111111=b&222222=ab", "?m=111111&g=2", "?vue=imprimer"]
)
def test_a_quiz_page_asks_the_database_eight_times_at_most(module, visitor, sequence, query):
    SequencePage.objects.filter(slug="suite").update(quiz=Quiz.objects.get())
    html(visitor, QUIZ)
    with CaptureQueriesContext(connection) as asked:
        html(visitor, f"/apprendre/internet/{sequence}/verifier/{query}")
    assert len(asked) <= 8


def test_headings_of_lessons_stand_below_their_titles_on_one_page(module, visitor):
    page = html(visitor, WHOLE)
    levels = [int(level) for level in re.findall(r"<h([1-6])", page)]
    steps = [after - before for before, after in pairwise(levels)]
    assert levels[0] == 1
    assert max(steps) == 1
    assert "<h3>Le nuage</h3>" in page
    assert re.search(r"<h4[^>]*>Où vont les données</h4>", page)


def test_two_lessons_with_the_same_heading_keep_their_anchors_apart_on_one_page(module, visitor):
    page = html(visitor, WHOLE)
    ids = re.findall(r' id="([^"]+)"', page)
    anchors = re.findall(r'href="#([^"]*-t-[^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert len(anchors) == 3
    assert set(anchors) <= set(ids)


def test_one_page_costs_the_same_with_few_and_many_lessons(module, visitor):
    before = _queries(visitor)
    sequence = SequencePage.objects.get(slug="suite")
    lessons = SequencePage.objects.get(slug="bases").get_children().specific()
    for rank, lesson in enumerate(lessons):
        lesson.copy(to=sequence, update_attrs={"slug": f"copie-{rank}"})
    assert _queries(visitor) == before


def _queries(visitor) -> int:
    html(visitor, WHOLE)
    with CaptureQueriesContext(connection) as asked:
        html(visitor, WHOLE)
    return len(asked)
