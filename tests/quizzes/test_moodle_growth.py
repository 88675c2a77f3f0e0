"""Twice the file of Moodle questions, twice the work, whatever grows in it."""

from contextlib import suppress

import pytest

from quizzes.exchange import moodle_xml
from quizzes.exchange.reading import UnreadableFileError
from tests.growth import growth, slowdown

STEM = "<questiontext format='html'><text><![CDATA[<p>Un mot.</p>]]></text></questiontext>"
QUESTION = f"<question type='truefalse'><name><text>a</text></name>{STEM}<answer fraction='100'><text>true</text></answer></question>"


def read(inside):
    with suppress(UnreadableFileError):
        moodle_xml.read(f"<quiz>{inside}</quiz>".encode())


def in_a_question(inside):
    read(f"<question type='multichoice'><name><text>a</text></name>{STEM}{inside}</question>")


def in_a_text(inside):
    read(
        f"<question type='essay'><questiontext format='html'><text><![CDATA[{inside}]]></text></questiontext></question>"
    )


def in_a_matching(inside):
    read(f"<question type='matching'><name><text>a</text></name>{STEM}{inside}</question>")


FILES = [
    (read, QUESTION),
    (read, "<question type='category'><category><text>$course$/a</text></category></question>"),
    (read, "<question type='unknown'/>"),
    (read, "<!-- a -->"),
    (read, "<a>b</a>"),
    (in_a_question, "<answer fraction='0' format='html'><text>a</text><feedback><text>b</text></feedback></answer>"),
    (in_a_question, "<hint><text>a</text></hint>"),
    (in_a_question, "<tags><tag><text>a</text></tag></tags>"),
    (in_a_question, "<file name='a' encoding='base64'>YQ==</file>"),
    (in_a_question, "<a><b/></a>"),
    (in_a_matching, "<subquestion><text>a</text><answer><text>b</text></answer></subquestion>"),
]
TEXTS = [
    "a ",
    "<p>a</p>",
    "<b>",
    "</b>",
    "<br>",
    "<ul><li>a</li></ul>",
    "<table><tr><td>a</td></tr></table>",
    "&amp;",
    "<",
    "[",
    "*",
    "`",
    "$$",
    "\\(",
]


@pytest.mark.parametrize(("work", "unit"), FILES, ids=[unit[:40] for _work, unit in FILES])
def test_twice_the_elements_run_twice_the_lines(work, unit):
    assert growth(work, unit, length=6_000) <= 2.2


def test_twice_the_text_of_a_question_runs_twice_the_lines():
    measured = {unit: growth(in_a_text, unit) for unit in TEXTS}

    assert {unit: times for unit, times in measured.items() if times > 2.2} == {}


def test_no_expression_goes_back_over_the_text_at_each_of_its_places():
    measured = {unit: slowdown(in_a_text, unit, longest=8_000) for unit in TEXTS}

    assert {unit: times for unit, times in measured.items() if times > 3} == {}
