"""What each fact weighs in the choice of a tool, in numbers of its own: see the head of actions/chooser.py."""

import datetime

import pytest

from actions.chooser import GroupContext, ToolFacts, score
from core.enums import Level

TODAY = datetime.date(2026, 11, 22)


def points(ease=None, **facts) -> int:
    return score(ToolFacts("12345", "Framadate", **facts), GroupContext(ease=ease), TODAY)


@pytest.mark.parametrize(("distance", "expected"), [(0, 3), (1, 1), (2, 0)])
def test_the_fit_of_the_level(distance, expected):
    assert points(ease=next(iter(Level)), level=list(Level)[distance]) == expected


def test_an_unknown_ease_is_a_beginner_s():
    assert points(level=next(iter(Level))) == 3


@pytest.mark.parametrize(
    ("days_ago", "expected"), [(0, 4), (365, 4), (366, 3), (-1, 3)], ids=["today", "a year", "older", "not yet"]
)
def test_a_trial_counts_for_a_year(days_ago, expected):
    assert points(trials=(TODAY - datetime.timedelta(days=days_ago),)) == expected


def test_a_tutorial_a_free_host_and_each_trial_are_one_point_each():
    assert points(has_tutorial=True) == 4
    assert points(has_free_chatons_host=True) == 4
    assert points(trials=(TODAY, TODAY)) == 5
