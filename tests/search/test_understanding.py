from datetime import timedelta
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.query import Source
from search.understanding import MAX_LENGTH, MAX_WORDS, understand
from search.vocabulary import Product, Vocabulary


def typed(understood):
    return [term.typed for term in understood.terms]


def alternatives(understood, source):
    return {" ".join(one.words) for term in understood.terms for one in term.alternatives if one.source is source}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("L’École d'été", ["ecole", "ete"]),
        ("qu'une œuvre", ["oeuvre"]),
        ("porte‑monnaie", ["porte", "monnaie"]),
        ("  (*) ", []),
        ("de la mer", ["mer"]),
        ("de la", ["de", "la"]),
    ],
)
def test_words_are_folded_and_their_elision_cut(text, expected, words):
    assert typed(understand(text, words)) == expected


def test_a_glued_hashtag_is_cut_only_where_an_action_begins_so(words):
    known = understand("#choisirunedate", words)
    unknown = understand("#mangerunepomme", words)

    assert typed(known) == ["choisir", "date"]
    assert typed(unknown) == ["mangerunepomme"]


def test_neighbours_are_also_searched_as_one_word(words):
    assert "courtcircuit" in alternatives(understand("court circuit", words), Source.JOINED)


def test_synonyms_are_found_under_any_form_and_accent(words):
    assert "visioconference" in alternatives(understand("REUNIONS EN LIGNE", words), Source.SYNONYM)
    assert "assemblee generale" in alternatives(understand("l’AG", words), Source.SYNONYM)


def test_an_expression_says_a_facet_by_its_synonym_too(words):
    _, board = understand("convaincre mon CA", words).terms

    assert board.facets == (("public", "conseil-d-administration"),)


def test_an_intent_counts_only_beside_a_product(words):
    with_product = understand("une alternative à Doodle", words)
    without = understand("remplacer une ampoule", words)

    assert with_product.intent
    assert with_product.pins[0].key == "product:doodle"
    assert not without.intent
    assert typed(without) == ["remplacer", "ampoule"]


def test_an_ambiguous_word_asks_only_when_it_is_alone(words):
    assert understand("le chat", words).ambiguity
    assert understand("chat de groupe", words).ambiguity is None


def test_what_editors_write_takes_effect_at_once():
    words = Vocabulary(synonyms=(("barbecue", "grillade"),), products=(Product("acme", "Acme", ("acme pro",)),))

    assert alternatives(understand("barbecues", words), Source.SYNONYM) == {"grillade"}
    assert understand("Acmé Pro", words).product.slug == "acme"


def test_a_question_in_full_only_ranks(words):
    assert understand("Comment choisir une date ?", words).question
    assert not understand("choisir date", words).question


def test_corrections_replace_words_and_are_told(words):
    understood = understand("salel numérique", words, {"salel": "salle"})

    assert typed(understood) == ["salle", "numerique"]
    assert understood.corrections == {"salel": "salle"}


def test_a_long_text_is_cut_and_it_is_said(words):
    understood = understand("mot " * 5000, words)

    assert understood.shortened
    assert len(understood.text) <= MAX_LENGTH
    assert len(understood.terms) <= MAX_WORDS


def test_direction_marks_and_control_characters_leave_the_text(words):
    assert understand("\u202evi\u200bsio\x00 \u2066zoom", words).text == "visio zoom"


@settings(max_examples=300, deadline=timedelta(seconds=1))
@given(st.text(max_size=10_000))
def test_any_text_is_understood(text):
    words = Vocabulary(synonyms=(("a", "b c"),), stop_words=frozenset({"de"}))

    assert len(understand(text, words).terms) <= MAX_WORDS * 100


def test_the_worst_texts_take_no_time(words):
    worst = ["a-" * 5000, "'" * 10_000, "#" * 10_000, "ﷺ" * 10_000, "l'" * 5000, "à la place de " * 800]
    start = perf_counter()

    for text in worst:
        understand(text, words)

    assert perf_counter() - start < 1
