"""What is exported and imported again is the same, for all that the format can say."""

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizzes.content import Choice, QuestionContent
from quizzes.enums import Kind
from quizzes.exchange import gift, gift_writing, moodle_writing, moodle_xml

from .conftest import EVERY_KIND, MATCHING, SINGLE

CHARACTERS = st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Cn"], exclude_characters="\x85\u2028\u2029")
SIGNS = st.sampled_from(list("\\~=#{}:[]->%*_`<&/$ \n"))
tidy = st.text(CHARACTERS | SIGNS, max_size=30).map(str.strip)
text = tidy.filter(bool)
line = tidy.map(lambda value: " ".join(value.split())).filter(bool)
plain = line.filter(lambda value: value != "*" and not re.search(r"</?[a-zA-Z]|&", value))
number = st.decimals(-1000, 1000, places=2).map(lambda value: f"{value.normalize():f}")


def choices(**fields):
    return st.lists(st.builds(Choice, id=st.just(""), **fields), min_size=2, max_size=5).map(tuple)


def with_a_right_one(several: bool):
    def mark(drawn):
        return tuple(replace(one, right=place == 0 or (several and one.right)) for place, one in enumerate(drawn))

    return mark


true_false = st.tuples(st.booleans(), tidy, tidy).map(
    lambda drawn: (Choice("true", "", drawn[0], drawn[1]), Choice("false", "", not drawn[0], drawn[2]))
)
by_kind = {
    Kind.SINGLE: choices(text=text, explanation=tidy).map(with_a_right_one(False)),
    Kind.SEVERAL: choices(text=text, explanation=tidy, right=st.booleans()).map(with_a_right_one(True)),
    Kind.TRUE_FALSE: true_false,
    Kind.ORDERING: choices(text=text),
    Kind.MATCHING: choices(text=text, match=line),
    Kind.SHORT: choices(text=plain, explanation=tidy, right=st.booleans()).map(with_a_right_one(True)),
    Kind.NUMERIC: choices(text=number, tolerance=st.sampled_from(["", "0.5"]), explanation=tidy).map(
        with_a_right_one(False)
    ),
    Kind.RECALL: choices(text=line),
}


@st.composite
def questions(draw):
    kind = draw(st.sampled_from(list(by_kind)))
    model = draw(text.filter(lambda value: not re.search(r"^- ", value, re.MULTILINE))) if kind == Kind.RECALL else ""
    return QuestionContent(
        kind=kind,
        stem=draw(text),
        choices=draw(by_kind[kind]),
        principle="" if kind == Kind.RECALL else draw(tidy),
        model_answer=model,
        name=draw(line.filter(lambda value: not re.search(r"</?[a-zA-Z]|&", value)) | st.just("")),
        uid=str(draw(st.uuids())),
        tags=tuple(draw(st.lists(line.filter(lambda value: "]" not in value), max_size=2, unique=True))),
    )


def without_ids(question: QuestionContent) -> QuestionContent:
    keep = question.kind == Kind.TRUE_FALSE
    bare = tuple(choice if keep else replace(choice, id="") for choice in question.choices)
    return replace(question, choices=bare)


@settings(max_examples=300)
@given(st.lists(questions(), max_size=3))
def test_gift_written_and_read_again_is_the_same(asked):
    reading = gift.read("".join(gift_writing.write(asked)).encode())
    assert [note for note in reading.notes if note.refused] == []
    assert [without_ids(question) for _line, question in reading.questions] == asked


@settings(max_examples=300)
@given(st.lists(questions(), max_size=3))
def test_moodle_xml_written_and_read_again_is_the_same(asked):
    reading = moodle_xml.read("".join(moodle_writing.write(asked)).encode())
    assert [note for note in reading.notes if note.refused] == []
    assert [named(without_ids(question)) for _line, question in reading.questions] == [named(one) for one in asked]


def named(question: QuestionContent) -> QuestionContent:
    return replace(question, name=question.name or moodle_writing.first_words(question.stem))


ORDERING = QuestionContent(
    kind=Kind.ORDERING,
    stem="Rangez **ces** [nombres](/f/7QK2M).",
    choices=(Choice("a", "Un : un"), Choice("b", "deux = [2]")),
    principle="Du plus petit.",
)


def test_an_ordering_question_in_gift_has_the_number_of_its_items_and_they_stand_as_they_are():
    """Moodle 5.1.3, question/type/ordering/questiontype.php: `>` wants a number, and nothing is unescaped after it."""
    written = "".join(gift_writing.write([ORDERING]))

    assert "{>2 ALL VERTICAL ABSOLUTE_POSITION SHOW none\nUn : un\ndeux = [2]\n" in written


def test_square_brackets_are_no_escapes_of_gift():
    assert "[nombres](/f/7QK2M)" in "".join(gift_writing.write([ORDERING]))


@pytest.mark.parametrize(
    "element",
    ["layouttype", "selecttype", "selectcount", "gradingtype", "showgrading", "numberingstyle", "shownumcorrect"],
)
def test_an_ordering_question_in_xml_has_all_that_its_reader_wants(element):
    assert f"<{element}" in "".join(moodle_writing.write([ORDERING]))


def test_a_question_without_a_name_is_named_by_its_first_words():
    assert "<name><text>Rangez ces nombres.</text></name>" in "".join(moodle_writing.write([ORDERING]))


@pytest.mark.parametrize(
    ("writing", "question", "words"),
    [
        (gift_writing, QuestionContent(Kind.RECALL, "Q", principle="P", model_answer="M"), "principe"),
        (gift_writing, replace(ORDERING, kind=Kind.SHORT, choices=(Choice("a", "a->b", True),)), "flèche"),
        *(
            (
                writing,
                QuestionContent(Kind.SEVERAL, "Q", tuple(Choice(str(place), str(place), True) for place in range(11))),
                "10 bonnes réponses",
            )
            for writing in (gift_writing, moodle_writing)
        ),
        (moodle_writing, replace(ORDERING, choices=(Choice("a", "a", explanation="Oui"), Choice("b", "b"))), "lignes"),
    ],
)
def test_losses_are_named(writing, question, words):
    assert any(words in loss for loss in writing.losses(question))


@pytest.mark.parametrize("writing", [gift_writing, moodle_writing])
def test_what_a_format_cannot_say_is_named(writing):
    assert any("glossaire" in loss for loss in writing.losses(SINGLE))
    explained = replace(MATCHING, choices=(replace(MATCHING.choices[0], explanation="Parce que."),))
    assert any("lignes" in loss for loss in writing.losses(explained))


def test_every_kind_goes_through_both_formats():
    for_gift = gift.read("".join(gift_writing.write(EVERY_KIND)).encode())
    for_moodle = moodle_xml.read("".join(moodle_writing.write(EVERY_KIND)).encode())
    kinds = [question.kind for question in EVERY_KIND]
    assert [question.kind for _line, question in for_gift.questions] == kinds
    assert [question.kind for _line, question in for_moodle.questions] == kinds
