from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.answering import decode, encode, shuffled
from quizzes.content import Choice, QuestionContent
from quizzes.enums import Kind
from quizzes.grading import NOTHING, Response, find_short, grade, is_one_typo_away, read_number

from .conftest import EVERY_KIND, MATCHING, NUMERIC, ORDERING, RECALL, SEVERAL, SHORT, SINGLE

ids = st.text("abcdefgh", min_size=1, max_size=3)
choices = st.lists(
    st.builds(Choice, id=ids, text=st.text(max_size=12), right=st.booleans(), match=st.text("xyz", max_size=2)),
    max_size=8,
    unique_by=lambda choice: choice.id,
).map(tuple)
questions = st.builds(QuestionContent, kind=st.sampled_from(Kind), stem=st.just("?"), choices=choices)
responses = st.builds(
    Response, ids=st.lists(ids, max_size=9).map(tuple), text=st.text(max_size=20), dont_know=st.booleans()
)


@given(questions, responses)
def test_a_score_is_within_0_and_1(question, response):
    result = grade(question, response)
    assert 0 <= result.score <= 1
    assert result.right <= (result.score == 1)


@given(questions, responses)
def test_i_do_not_know_is_never_right(question, response):
    assert grade(question, replace(response, dont_know=True)) == NOTHING


@given(st.sampled_from([SINGLE, SEVERAL]), st.permutations("abc"), st.sets(st.sampled_from("abc")))
def test_shuffling_choices_never_changes_a_grade(question, order, chosen):
    mixed = replace(question, choices=tuple(question.choice(identity) for identity in order))
    response = Response(ids=tuple(sorted(chosen)))
    assert grade(mixed, response).right == grade(question, response).right
    assert grade(mixed, Response(ids=response.ids[::-1])).score == grade(question, response).score


@given(
    questions, st.text("abcdefghij0123456789", min_size=6, max_size=6), st.text("0123456789", min_size=1, max_size=3)
)
def test_a_shuffle_shows_each_choice_once_and_is_always_the_same(question, key, seed):
    order = shuffled(question, key, seed)
    assert sorted(order) == sorted(choice.id for choice in question.choices)
    assert order == shuffled(question, key, seed)


@given(st.sampled_from(EVERY_KIND), st.sets(st.sampled_from("abc"), min_size=1))
def test_an_answer_survives_its_address(question, chosen):
    response = Response(text="une réponse & son reste") if question in (SHORT, NUMERIC) else Response(tuple(chosen))
    known = {choice.id for choice in question.choices}
    expected = replace(response, ids=tuple(identity for identity in response.ids if identity in known))
    assert decode(question, encode(question, expected)) == (Response() if question is RECALL else expected)


def test_several_right_answers_are_all_or_nothing():
    assert grade(SEVERAL, Response(ids=("b", "a"))).right
    assert grade(SEVERAL, Response(ids=("a",))).score == 0
    assert grade(SEVERAL, Response(ids=("a", "b", "c"))).score == 0


def test_an_order_scores_by_places_and_is_right_only_whole():
    assert grade(ORDERING, Response(ids=("a", "b", "c"))).right
    result = grade(ORDERING, Response(ids=("a", "c", "b")))
    assert result.score == pytest.approx(1 / 3)
    assert not result.right


def test_pairs_are_right_by_their_text_even_when_two_share_it():
    frog, newt = Choice("f", "grenouille", match="amphibien"), Choice("n", "triton", match="amphibien")
    question = QuestionContent(Kind.MATCHING, "?", (frog, newt, Choice("c", "chat", match="mammifère")))
    assert grade(question, Response(ids=("n", "n", "c"))).right
    assert grade(MATCHING, Response(ids=("b", "a"))).score == 0


@pytest.mark.parametrize(
    "typed",
    ["hébergeur", "HEBERGEUR", " hebergeur. ", "hébergeurs", "hébergur", "hébegreur", "hebergeuse", "« hébergeur »"],
)
def test_a_short_answer_forgives_case_accents_and_one_typo(typed):
    assert grade(SHORT, Response(text=typed)).right


@pytest.mark.parametrize("typed", ["hébg", "hbrgeur", "editeur", "éditeur", "", "  ", "serveur"])
def test_a_short_answer_forgives_no_more(typed):
    assert not grade(SHORT, Response(text=typed)).right


def test_a_foreseen_mistake_has_its_own_explanation_and_the_others_the_common_one():
    assert find_short(SHORT.choices, "Editeur").id == "c"
    assert find_short(SHORT.choices, "boulanger").id == "d"


def test_a_digit_is_never_a_typo_and_short_words_have_to_be_exact():
    assert not is_one_typo_away("1945", "1946")
    assert not is_one_typo_away("ou", "oui")
    assert is_one_typo_away("pad s", "pads")


@given(st.text("abcdé", min_size=4, max_size=8), st.data())
def test_two_neighbours_exchanged_are_one_typo(word, data):
    place = data.draw(st.integers(0, len(word) - 2))
    swapped = word[:place] + word[place + 1] + word[place] + word[place + 2 :]
    assert is_one_typo_away(swapped, word)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("8", "8"),
        ("1 234,5", "1234.5"),
        ("1\u202f234,5", "1234.5"),
        ("−3.2", "-3.2"),
        ("+4", "4"),
        ("12 %", "12"),
        ("3 jours", "3"),
        (",5", "0.5"),
        ("2e3", "2000"),
        ("1'000'000", "1000000"),
    ],
)
def test_numbers_are_read_as_people_write_them(text, number):
    assert read_number(text) == pytest.approx(__import__("decimal").Decimal(number))


@pytest.mark.parametrize("text", ["", "huit", "8 ou 9", "1e999", "NaN", "inf", "9" * 40, "--3", "1.2.3"])
def test_what_is_no_number_is_none(text):
    assert read_number(text) is None


def test_a_number_is_right_within_its_tolerance():
    assert grade(NUMERIC, Response(text="8")).right
    assert grade(NUMERIC, Response(text="9,5")).options == ("b",)
    assert grade(NUMERIC, Response(text="12")) == NOTHING


def test_free_recall_is_never_graded():
    assert grade(RECALL, Response(text="tout", ids=("a", "b"))) == NOTHING
