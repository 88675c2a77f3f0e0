"""The parts of a lesson, one gate each: what one will know, a figure, what to keep, what to try, where to read on."""

import pytest

from tests.demo.reading import items, lessons
from text.french import starts_with_infinitive

READINGS = {reading.reference: reading for reading in items("readings")}


@pytest.fixture(params=lessons(), ids=lambda lesson: lesson.reference.rsplit("/", 1)[1])
def lesson(request):
    return request.param


def test_a_lesson_has_five_hundred_to_nine_hundred_words(lesson):
    assert 500 <= lesson.words() <= 900


def test_a_lesson_has_three_to_five_objectives_that_begin_with_a_verb(lesson):
    objectives = lesson.listed("objectives")

    assert 3 <= len(objectives) <= 5
    assert not [objective for objective in objectives if not starts_with_infinitive(objective)]


def test_a_lesson_keeps_three_points_and_has_something_to_try(lesson):
    assert len(lesson.listed("in_short")) == 3
    assert len(lesson.front["your_turn"].split()) >= 10
    assert len(lesson.front["your_turn_answer"].split()) >= 15


def test_a_lesson_is_cut_by_headings_and_shows_a_figure(lesson):
    assert lesson.text.count("\n## ") + lesson.text.startswith("## ") >= 4
    assert lesson.blocks("image")


def test_a_lesson_leads_to_three_readings_each_with_its_why(lesson):
    readings = [READINGS[reference] for reference in lesson.listed("further_readings")]

    assert len(set(lesson.listed("further_readings"))) >= 3
    assert all(len(reading.front["why"].split()) >= 5 for reading in readings)


def test_a_lesson_leads_to_an_action_or_says_why_not(lesson):
    assert bool(lesson.listed("actions")) != bool(lesson.front.get("no_action_reason"))


def test_modules_and_sequences_announce_verbs_too():
    above = [item for item in items("modules") if item.reference.endswith(("/module", "/sequence"))]

    assert not [
        (item.reference, objective)
        for item in above
        for objective in item.listed("objectives")
        if not starts_with_infinitive(objective)
    ]
