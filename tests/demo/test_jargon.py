"""Long sentences and unexplained words, counted together: two in a hundred sentences at most."""

import pytest

from tests.demo.jargon import explains, finder, unknown_words
from tests.demo.reading import items
from tests.demo.sentences import count_words, split_sentences

pytestmark = pytest.mark.django_db
LONG = 30
BUDGET = 0.02
FOLDERS = ("actions", "sheets", "scenarios", "modules", "pages")


def test_long_sentences_and_unexplained_words_stay_within_the_budget(library):
    terms = finder()
    read = [item for folder in FOLDERS for item in items(folder)]
    sentences = [s for item in read for paragraph in item.paragraphs() for s in split_sentences(paragraph)]
    long = [sentence for sentence in sentences if count_words(sentence) > LONG]
    unknown = [
        (item.reference, words, sentence)
        for item in read
        for sentence, words in unknown_words(item, library.linked_terms(item), terms)
    ]

    assert len(sentences) > 5_000
    assert len(long) + len(unknown) <= BUDGET * len(sentences), [*long, *unknown]


@pytest.mark.parametrize(
    ("text", "explained"),
    [
        ("La LCEN, une loi de 2004.", True),
        ("Cet annuaire s’appelle le DNS.", True),
        ("Un code court (PIN).", True),
        ("Le RGAA, le référentiel français, n’est pas suivi.", True),
        ("Installez PHP et relancez.", False),
        ("Il est écrit en PHP.", False),
    ],
)
def test_a_word_is_explained_by_its_neighbours(text, explained):
    word = next(word for word in ("LCEN", "DNS", "PIN", "RGAA", "PHP") if word in text)

    assert explains(text, word) is explained
