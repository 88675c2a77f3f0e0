import time

import pytest

from tests.demo.sentences import count_words, reading_minutes, split_sentences


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Bonjour. Ça va ? Oui !", ["Bonjour.", "Ça va ?", "Oui !"]),
        ("Mme. Durand et M. Petit sont là. Bien.", ["Mme. Durand et M. Petit sont là.", "Bien."]),
        ("Un outil, p. ex. Framadate, suffit.", ["Un outil, p. ex. Framadate, suffit."]),
        ("Version 2.0 de l’outil. Elle date.", ["Version 2.0 de l’outil.", "Elle date."]),
        ("Il dit : « Venez. » Elle vient.", ["Il dit : « Venez. » Elle vient."]),
        ("Un titre\n\nUne phrase", ["Un titre", "Une phrase"]),
        ("Attendez… Élise arrive.", ["Attendez…", "Élise arrive."]),
        ("  ", []),
    ],
)
def test_a_text_is_split_into_sentences(text, sentences):
    assert split_sentences(text) == sentences


def test_words_are_counted_as_a_reader_does():
    assert count_words("Qu’est-ce : une asso ? — « 3 personnes »") == 5


@pytest.mark.parametrize(("number", "minutes"), [(0, 1), (1, 1), (299, 1), (300, 2), (2500, 13)])
def test_reading_time_is_at_least_a_minute(number, minutes):
    assert reading_minutes("mot " * number) == minutes


def test_a_long_text_is_split_in_linear_time():
    started = time.perf_counter()

    split_sentences("M. A. B. « Réunir. » ... ?! " * 4000)

    assert time.perf_counter() - started < 2
