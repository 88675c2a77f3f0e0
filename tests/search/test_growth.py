"""However long what is typed: it is cut before it is understood, and cutting it is linear."""

from search.understanding import MAX_LENGTH, understand
from search.vocabulary import Vocabulary
from tests.growth import growth, slowdown

UNITS = [
    "mot ",
    "a",
    "é",
    "e\u0301",
    " ",
    "l'",
    "-",
    "'",
    '"',
    "remplacer ",
    "Zoom ",
    "9",
    ".",
    "\u200b",
    "œ",
    "à la place de ",
]


def read(text):
    understand(text, Vocabulary())


def growth_past_the_limit(unit):
    read(unit * 5 * MAX_LENGTH)  # what is remembered of its words is remembered before the count
    return growth(read, unit, length=5 * MAX_LENGTH)


def test_what_is_too_long_runs_no_more_lines():
    measured = {unit: growth_past_the_limit(unit) for unit in UNITS}

    assert {unit: times for unit, times in measured.items() if times > 1.1} == {}


def test_twice_the_text_takes_twice_the_time():
    measured = {unit: slowdown(read, unit) for unit in UNITS}

    assert {unit: times for unit, times in measured.items() if times > 3} == {}
