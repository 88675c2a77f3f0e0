import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.figures import Counts, discrimination, flags, leaving, urgency

from .conftest import SINGLE


def counts(right=50, wrong=30, other=20, answered=100, **more) -> Counts:
    return Counts(answered=answered, right=right, options=(("a", right), ("b", wrong), ("c", other)), **more)


def test_nothing_is_said_under_ten_answers():
    assert flags(SINGLE, counts(0, 9, 0, answered=9)) == []
    assert flags(SINGLE, counts(0, 10, 0, answered=10)) != []


@pytest.mark.parametrize(
    ("given_counts", "words"),
    [
        (counts(35, 45, 20), "Peut-être ambiguë"),
        (counts(96, 2, 2), "Très facile (plus de 95"),
        (counts(29, 25, 20), "Difficile (moins de 30"),
        (counts(80, 16, 4), "jamais choisie (moins de 5"),
    ],
)
def test_each_flag_is_said_in_words(given_counts, words):
    said = [flag.replace("\xa0", " ") for flag in flags(SINGLE, given_counts)]
    assert any(words in flag for flag in said)


def test_an_ordinary_question_has_no_flag():
    assert flags(SINGLE, counts(60, 25, 15)) == []


def visits(pairs: list[tuple[int, int]]) -> Counts:
    return counts(
        60,
        25,
        15,
        whole_visits=len(pairs),
        right_in_whole_visits=sum(x for x, _y in pairs),
        rest=sum(y for _x, y in pairs),
        rest_squared=sum(y * y for _x, y in pairs),
        rest_when_right=sum(x * y for x, y in pairs),
    )


def test_discrimination_waits_for_fifty_whole_visits():
    pairs = [(1, 5), (0, 1)] * 30
    assert discrimination(visits(pairs[:49])) is None
    assert discrimination(visits(pairs[:50])) == pytest.approx(1)


def test_a_question_that_does_not_distinguish_is_flagged():
    assert any("distingue" in flag for flag in flags(SINGLE, visits([(1, 3), (0, 3), (1, 4), (0, 4)] * 15)))
    assert not any("distingue" in flag for flag in flags(SINGLE, visits([(1, 5), (0, 1)] * 30)))


@given(st.lists(st.tuples(st.integers(0, 1), st.integers(0, 9)), min_size=50, max_size=80))
def test_a_correlation_is_within_minus_1_and_1(pairs):
    found = discrimination(visits(pairs))
    assert found is None or -1 <= found <= 1


def test_what_is_doubtful_comes_first_then_difficult_then_the_least_known():
    unknown, doubtful = counts(1, 1, 1, answered=3), counts(35, 45, 20)
    difficult, ordinary, easy = counts(29, 28, 20), counts(60, 25, 15), counts(96, 2, 2)
    order = sorted([easy, unknown, ordinary, difficult, doubtful], key=lambda one: urgency(SINGLE, one))
    assert order == [doubtful, difficult, ordinary, easy, unknown]


def test_the_leaving_share_follows_the_order_of_the_quiz():
    assert leaving([100, 80, 80, 90, 5]) == [pytest.approx(0.2), 0.0, 0.0, pytest.approx(1 - 5 / 90), None]
    assert leaving([9, 1]) == [None, None]
