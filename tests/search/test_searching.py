"""The table of the specification, on both engines."""

import pytest

from search.searching import Request, answer, found_by


def first(text, words, engine, **more):
    results = answer(Request(text=text, **more), words, engine).results
    return results.hits[0].key if results.hits else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("#choisir une date", "date"),
        ("#choisirunedate", "date"),
        ("reunoin", "meet"),
        ("visios", "meet"),
        ("visio-conference", "meet"),
        ("visio conférence", "meet"),
        ("visioconférence", "meet"),
        ("VISIOCONFÉRENCES", "meet"),
        ("zoom", "meet"),
        ("dodle", "date"),
        ("remplacer doodle", "product:doodle"),
        ("alternative à Zoom", "product:zoom"),
        ("decidé a plusieur", "decide"),
        ("convaincre mon CA", "board"),
        ("réunions en ligne", "meet"),
    ],
)
def test_a_query_of_the_table_answers_first_as_written(text, expected, words, engine):
    assert first(text, words, engine) == expected


def test_replacing_a_product_gives_its_page_then_its_action_then_its_tool(words, engine):
    hits = answer(Request(text="remplacer doodle"), words, engine).results.hits

    assert [hit.key for hit in hits[:3]] == ["product:doodle", "date", "framadate"]


@pytest.mark.parametrize("text", ["chat", "sondages"])
def test_an_ambiguous_word_asks(text, words, engine):
    found = answer(Request(text=text), words, engine)

    assert len(found.understanding.ambiguity.meanings) == 2
    assert found.results.hits


def test_the_names_of_a_mail_give_the_same_set(words, engine):
    sets = [{hit.key for hit in answer(Request(text=text), words, engine).results.hits} for text in ("mél", "mail")]
    sets += [
        {hit.key for hit in answer(Request(text=text), words, engine).results.hits} for text in ("courriel", "e-mail")
    ]

    assert sets[0] == sets[1] == sets[2] == sets[3]
    assert sets[0] == {"address", "calm", "newsletter"}


def test_a_repaired_word_is_said_and_can_be_refused(words, engine):
    repaired = answer(Request(text="visioconfrence"), words, engine)
    verbatim = answer(Request(text="visioconfrence", verbatim=True), words, engine)

    assert repaired.corrected_text == "visioconférence"
    assert repaired.results.hits[0].key == "meet"
    assert verbatim.corrected_text == ""
    assert verbatim.results.total == 0


@pytest.mark.parametrize("text", ["xqzt", "zom", "éxqztéa"])
def test_a_word_that_nothing_is_close_to_is_left_alone(text, words, engine):
    found = answer(Request(text=text), words, engine)

    assert found.results.total == 0
    assert found.corrected_text == ""


def test_an_unfinished_word_is_continued_and_not_repaired(words, engine):
    found = answer(Request(text="framad"), words, engine)

    assert found.results.hits[0].key == "framadate"
    assert found.corrected_text == ""


def test_another_form_of_a_known_word_is_no_typo(words, engine):
    found = answer(Request(text="prépares"), words, engine)

    assert found.results.hits[0].key == "meet"
    assert found.corrected_text == ""


def test_a_result_says_why_it_was_found_when_its_title_does_not(words, engine):
    found = answer(Request(text="zoom"), words, engine)
    by_key = {hit.key: found_by(hit, found.understanding) for hit in found.results.hits}

    assert by_key["jitsi"] == ("zoom",)
    assert by_key["product:zoom"] == ()
