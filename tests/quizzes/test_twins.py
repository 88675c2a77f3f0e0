"""The question on the same point that is asked in the stead of another when somebody tries again."""

import re
from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from quizzes.models import Question
from quizzes.sitting import Place
from quizzes.views import serve_quiz

from .conftest import SINGLE, URL

TWIN = replace(
    SINGLE, stem="Un message presse de cliquer. Que faites-vous ?", uid="99999900-0000-4000-8000-000000000009"
)


@pytest.fixture
def twin(quiz, stored) -> Question:
    asked = Question.objects.get(uid=SINGLE.uid)
    asked.twin = stored(TWIN)
    asked.save()
    return asked.twin


def followed(html: str, words: str) -> str:
    return re.search(rf'href="[^"?]*(\?[^"]*)"[^>]*>{words}', html)[1].replace("&amp;", "&")


def test_the_first_try_asks_the_question_itself(twin, ask):
    assert SINGLE.stem in ask()
    assert TWIN.stem not in ask("?vue=imprimer")


def test_a_missed_question_is_asked_again_by_its_twin_and_then_by_itself(twin, ask):
    again = followed(ask("?q=fin&111111=b&222222=ab&333333=b"), "Refaire les 5 manquées")
    assert TWIN.stem in ask(again)
    missed = followed(ask(f"{again}&q=fin&999999=b".replace("q=1&", "")), "Refaire les 5 manquées")
    assert SINGLE.stem in ask(missed)


def test_doing_it_all_again_asks_each_question_once(twin, ask):
    again = ask(followed(ask("?q=fin"), "Tout refaire"))
    assert "Question 1 sur 8" in again
    assert TWIN.stem in again


def test_an_answer_to_a_twin_is_graded_as_its_own_and_noted_for_the_question(twin, ask):
    answered = ask("?m=999999&g=2&q=1&r=a&v=1")
    assert 'data-verdict="right"' in answered
    assert 'data-key="111111" data-version="1"' in answered
    assert "data-counted" not in answered
    assert "1 réponse juste sur 1" in ask("?m=999999&g=2&q=fin&999999=a")


def test_a_draft_twin_is_not_asked(twin, ask):
    twin.live = False
    twin.save()
    assert SINGLE.stem in ask(followed(ask("?q=fin"), "Tout refaire"))


def test_a_twin_that_the_quiz_asks_already_is_not_asked_twice(quiz, ask):
    Question.objects.filter(uid=SINGLE.uid).update(twin=Question.objects.get(kind="several"))
    assert "Question 1 sur 8" in ask(followed(ask("?q=fin"), "Tout refaire"))
    assert SINGLE.stem in ask("?m=111111&g=2")


def test_twins_cost_the_same_queries_however_many_they_are(twin, quiz, stored, rf):
    one = _queries(quiz, rf)
    other = Question.objects.get(kind="several")
    other.twin = stored(replace(TWIN, uid="aaaaaa00-0000-4000-8000-00000000000a"))
    other.save()
    assert _queries(quiz, rf) == one <= 8


def _queries(quiz, rf) -> int:
    with CaptureQueriesContext(connection) as captured:
        serve_quiz(rf.get(f"{URL}?q=fin"), quiz, Place(URL))
    return len(captured)
