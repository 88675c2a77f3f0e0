"""What a screen says of an answer."""

import pytest
from django.template.loader import render_to_string

from quizzes.exchange.storing import build
from quizzes.grading import Response
from quizzes.presenting import screen

from .conftest import SEVERAL

QUESTION = build(SEVERAL)
RIGHT = [choice.id for choice in QUESTION.content().choices if choice.right]
WRONG = [choice.id for choice in QUESTION.content().choices if not choice.right]


def verdict(*ids: str) -> str:
    shown = screen(QUESTION, Response(ids=ids), "graine")
    return render_to_string("quizzes/_verdict.html", {"screen": shown})


def test_where_several_are_right_the_verdict_says_how_many_are_missing():
    assert verdict(RIGHT[0]) == (
        f"Pas tout à fait. Ce que vous avez choisi est juste, et il manque {len(RIGHT) - 1} des {len(RIGHT)} "
        "bonnes réponses."
    )


@pytest.mark.parametrize("ids", [(WRONG[0],), (RIGHT[0], WRONG[0])])
def test_nothing_is_said_of_what_is_missing_beside_a_wrong_choice(ids):
    assert verdict(*ids) == "Pas tout à fait."


def test_all_that_is_right_is_right():
    assert verdict(*RIGHT) == "Oui."
