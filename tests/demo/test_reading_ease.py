import pytest

from tests.demo.reading_ease import READ, ease, syllables


@pytest.mark.parametrize(
    ("word", "count"), [("chat", 1), ("table", 1), ("école", 2), ("bénévole", 3), ("décidé", 3), ("le", 1), ("vie", 1)]
)
def test_the_syllables_of_a_word_are_those_that_are_heard(word, count):
    assert syllables(word) == count


@pytest.mark.parametrize("kind", READ)
def test_every_kind_of_page_reads_easily(kind):
    found = ease(READ[kind])

    assert found.score >= 70
    assert found.words_a_sentence <= 12
