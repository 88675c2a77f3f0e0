"""When nothing has all the words, when a word is unknown, when a product is named among other words: on both engines."""

import pytest

from search.document import Document, Kind
from search.searching import Request, answer
from text.french_words import is_french


def keys(text, words, engine, **more):
    return [hit.key for hit in answer(Request(text, **more), words, engine).results.hits]


def test_documents_with_some_of_the_words_come_when_none_has_them_all(words, engine):
    found = answer(Request("caisse visio"), words, engine)
    counted = found.results.facets["type"]

    assert found.partial
    assert "meet" in [hit.key for hit in found.results.hits]
    assert sum(counted.values()) == found.results.total


def test_documents_with_all_the_words_come_alone_when_there_are_some(words, engine):
    assert not answer(Request("choisir une date"), words, engine).partial


@pytest.mark.parametrize(
    "text",
    [
        "doodle libre",
        "sortir de doodle",
        "abandonner doodle",
        "se débarrasser de doodle",
        "doodle français",
        "tuto doodle",
        "doodle asso danger",
        "concurrent de doodle",
        "doodle éthique",
        "changer de doodle",
    ],
)
def test_a_product_named_among_other_words_gives_its_page_its_action_and_its_tool(text, words, engine):
    assert keys(text, words, engine)[:3] == ["product:doodle", "date", "framadate"]


def test_several_products_come_one_after_the_other(words, engine):
    found = answer(Request("quitter zoom et doodle"), words, engine)

    assert [one.slug for one in found.understanding.products] == ["zoom", "doodle"]
    assert [hit.key for hit in found.results.hits[:2]] == ["product:zoom", "product:doodle"]


@pytest.mark.parametrize("text", ["google", "quitter google", "alternative aux gafam", "microsoft"])
def test_a_family_of_products_asks_which_need(text, words, engine):
    assert len(answer(Request(text), words, engine).understanding.ambiguity.meanings) > 3


def test_of_an_unknown_product_it_is_said_that_nothing_is_known(words, engine):
    found = answer(Request("alternative à airtable"), words, engine)

    assert found.unknown == "airtable"
    assert found.results.total == 0
    assert not found.corrected_text


@pytest.mark.parametrize(
    "word", ["femmes", "comité", "sport", "lois", "jeux", "flyer", "wifi", "reddit", "calendly", "airtable", "cests"]
)
def test_a_correct_word_or_an_unlikely_slip_is_not_replaced(word, words, engine):
    assert not answer(Request(word), words, engine).corrected_text


def test_a_correct_word_is_proposed_the_one_that_was_perhaps_meant(words, engine):
    found = answer(Request("dates télé réuni visio texto"), words, engine)
    alone = answer(Request("tester sonne"), words, engine)

    assert not found.understanding.corrections
    assert is_french("sonne")
    assert not alone.understanding.corrections


@pytest.mark.parametrize(
    ("typed", "meant"), [("eunion", "réunion"), ("bisioconférence", "visioconférence"), ("framdate", "framadate")]
)
def test_a_dropped_or_wrong_letter_is_repaired_wherever_it_stands_and_keeps_its_accents(typed, meant, words, engine):
    assert answer(Request(typed), words, engine).corrected_text == meant


@pytest.mark.parametrize("text", ["lagenda", "l agenda", "dune date", "lordinateur", "lassociation"])
def test_an_article_without_its_apostrophe_is_cut(text, words, engine):
    found = answer(Request(text), words, engine)

    assert not found.corrected_text
    assert [term.typed for term in found.understanding.terms][-1] in {"agenda", "date", "ordinateur", "association"}


@pytest.mark.parametrize(
    "text", ["choisir une date de reunion", "comment faire pour choisir une date de reunion", "date : choisir une date"]
)
def test_a_title_that_the_text_holds_comes_first(text, words, engine):
    assert keys(text, words, engine)[0] == "date"


def test_what_is_excluded_is_left_out_and_what_is_quoted_is_there(words, engine):
    assert "jitsi" in keys("visio", words, engine)
    assert "jitsi" not in keys("visio -navigateur", words, engine)
    assert set(keys('"compte rendu"', words, engine)) == {"first"}
    assert keys('"rendu compte"', words, engine) == []
    assert keys("-visio", words, engine)


def test_what_is_being_typed_never_empties_the_list(words, engine):
    title = "Choisir une date à plusieurs"
    for end in range(3, len(title) + 1):
        assert "date" in keys(title[:end], words, engine, unfinished=True), title[:end]


def test_when_few_have_all_the_words_those_with_some_follow_and_filters_agree(words, engine):
    found = answer(Request("sondage dates navigateur"), words, engine)
    shown = found.results

    assert found.partial
    assert found.whole < 3
    for value, count in shown.facets["niveau"].items():
        chosen = answer(Request("sondage dates navigateur", {"niveau": (value,)}), words, engine)
        assert chosen.results.total == count


def test_to_pass_is_not_a_password(words, engine):
    engine.update([Document(key="pw", kind=Kind.ACTION, title="Garder ses mots de passe", url="/pw/")])
    passed, password = keys("passer", words, engine), keys("mot de passe", words, engine)
    engine.update([], ["pw"])

    assert "pw" not in passed
    assert password[0] == "pw"
