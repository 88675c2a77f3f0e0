"""Drafts that want explanations get them ten at a time."""

import re
from dataclasses import replace

import pytest
from django.urls import reverse

from quizzes.explaining import to_explain
from quizzes.models import Question

from .conftest import ORDERING, SHORT, SINGLE

BARE = tuple(replace(choice, explanation="") for choice in SINGLE.choices)
URL = reverse("quiz_explanations")


def draft(number: int = 0, content=SINGLE):
    uid = f"99999900-0000-4000-8000-{number:012d}"
    bare = tuple(replace(choice, explanation="") for choice in content.choices)
    return replace(content, principle="", choices=bare, uid=uid)


@pytest.fixture
def desk(administrator, signed_in):
    return signed_in(administrator)


def test_one_principle_explains_the_choices_and_the_question_is_published(desk, stored, administrator):
    question = stored(draft())

    page = desk.post(URL, {f"{question.uid.hex}-principle": "Lire avant.", "publish": "on"}, follow=True)

    question.refresh_from_db()
    assert (question.live, question.principle, question.latest_revision.user) == (True, "Lire avant.", administrator)
    assert question.versions.count() == 1
    assert "1 question expliquée, 1 publiée." in page.content.decode()


def test_a_typed_question_asks_for_the_explanation_of_each_mistake_foreseen(desk, stored):
    question = stored(draft(content=SHORT))
    wrong = [choice.id for choice in question.content().choices if not choice.right]
    said = {f"{question.uid.hex}-{identity}": f"Non {place}." for place, identity in enumerate(wrong)}

    desk.post(URL, {f"{question.uid.hex}-principle": "Qui garde.", "publish": "on", **said})

    question.refresh_from_db()
    assert question.live
    assert [choice.explanation for choice in question.content().choices] == ["", "", "Non 0.", "Non 1."]


def test_what_is_left_empty_stays_as_it_is(desk, stored):
    first, second = stored(draft(1)), stored(draft(2, ORDERING))

    desk.post(URL, {f"{second.uid.hex}-principle": "La date d’abord."})

    assert set(Question.objects.values_list("uid", "principle", "live")) == {
        (first.uid, "", False),
        (second.uid, "La date d’abord.", False),
    }
    assert [question.uid for question in to_explain().questions] == [first.uid]


def test_a_screen_holds_ten_and_leads_to_the_next_ones(desk, stored):
    for number in range(12):
        stored(draft(number))

    first = desk.get(URL).content.decode()
    following = re.search(r'href="(\?after=\d+)"', first)[1]
    second = desk.get(URL + following).content.decode()

    assert (first.count("<fieldset"), second.count("<fieldset")) == (10, 2)
    assert "12 brouillons" in first
    assert set(re.findall(r'id="q-(\d+)"', first)).isdisjoint(re.findall(r'id="q-(\d+)"', second))


def test_somebody_who_may_not_publish_writes_and_publishes_nothing(stored, editor, signed_in):
    question = stored(draft())
    desk = signed_in(editor)

    page = desk.get(URL).content.decode()
    desk.post(URL, {f"{question.uid.hex}-principle": "Lire avant.", "publish": "on"})

    question.refresh_from_db()
    assert 'name="publish"' not in page
    assert (question.live, question.principle) == (False, "Lire avant.")


def test_a_published_question_is_not_listed_and_not_changed(desk, stored):
    question = stored(SINGLE)

    desk.post(URL, {f"{question.uid.hex}-principle": "Autre."})

    question.refresh_from_db()
    assert question.principle == SINGLE.principle


def test_a_draft_that_was_not_on_the_screen_keeps_its_principle(desk, stored):
    """It came on it meanwhile, in the stead of one that somebody else explained."""
    question = stored(replace(draft(content=SHORT), principle="Déjà là."))

    desk.post(URL, {"publish": "on"})

    question.refresh_from_db()
    assert question.principle == "Déjà là."


def test_visitors_and_learners_stay_outside(visitor, learner, signed_in):
    assert visitor.get(URL).status_code == 302
    assert signed_in(learner).get(URL).status_code in {302, 403}


@pytest.mark.parametrize("after", ["", "x", "-1", "9" * 40, "²"])
def test_a_strange_address_shows_the_first_ones(desk, stored, after):
    stored(draft())
    assert desk.get(URL, {"after": after}).status_code == 200
