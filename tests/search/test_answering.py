"""The paragraph that answers: which one, from where to where, and the way to it."""

from search.answering import LONGEST, paragraph_of
from search.engines.base import Hit
from search.extracts import keep
from search.words import analyse, normal, stem

TEXT = (
    "Bien commencer.\n"
    + "Une phrase sur tout autre chose, pour remplir la page. " * 12
    + "\nPour qui ?\nLe sondage reste ouvert trois jours : pas davantage.\n"
    + "Encore une phrase sans rapport avec ce que l’on cherche. " * 12
)


def hit(text=TEXT, **more):
    return Hit("a", {"url": "/a/"}, kept=keep(normal(text), analyse(normal(text))), **more)


def wanted(*words):
    return tuple((stem(word),) for word in words)


def shown(paragraph):
    return "".join(piece.text for piece in paragraph.pieces)


def test_without_a_model_the_passage_with_the_most_words_is_shown_and_marked():
    found = paragraph_of(hit(), wanted("sondage", "ouvert", "jour", "phrase"))

    assert shown(found).startswith("Le sondage reste ouvert trois jours")
    assert [piece.text for piece in found.pieces if piece.marked][:3] == ["sondage", "ouvert", "jours"]
    assert found.address == "/a/#:~:text=Le%20sondage%20reste%20ouvert%20trois%20jours%20%3A%20pas"


def test_with_a_model_the_nearest_passage_is_shown_even_without_a_word_of_the_question():
    assert shown(paragraph_of(hit(passage=0), wanted("ouvert"))).startswith("Bien commencer.")


def test_a_text_without_the_words_has_none():
    assert paragraph_of(hit(), wanted("facture")) is None
    assert paragraph_of(hit(""), wanted("facture")) is None


def test_a_paragraph_is_short_and_ends_with_a_sentence():
    found = shown(paragraph_of(hit("Le sondage est ouvert. " * 60), wanted("sondage")))

    assert LONGEST / 4 < len(found) <= LONGEST
    assert found.endswith("ouvert.")
    assert (
        len(shown(paragraph_of(hit("sondage" + "x" * 5000), wanted("sondage")) or paragraph_of(hit(passage=0), ())))
        <= LONGEST
    )


def test_a_passage_that_is_not_there_any_more_is_not_looked_for():
    assert shown(paragraph_of(hit(passage=99), wanted("sondage"))).startswith("Le sondage")
