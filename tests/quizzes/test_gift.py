import json
from dataclasses import replace
from pathlib import Path

import pytest

from quizzes.checking import missing
from quizzes.enums import Kind
from quizzes.exchange.gift import read
from quizzes.exchange.gift_syntax import GiftError, parse
from quizzes.exchange.reading import MAX_TEXT_BYTES, UnreadableFileError, decode
from quizzes.grading import Response, grade
from tests.growth import slowdown

NAMES = [
    "TFTwoFeedback",
    "category1",
    "categorySpecialCharacter",
    "description1",
    "descriptionTitleEscapedColon",
    "descriptionWithID",
    "escapeAll",
    "escapeColon",
    "escapeEquals",
    "essay1",
    "formatExamples",
    "giftFormatPhpExamples",
    "markdown",
    "matching1",
    "mc1",
    "mc2",
    "mc4",
    "mc5",
    "mcHTMLComment",
    "multiLineFeedback1",
    "multipleAnswersFloat",
    "newlineAndLaTeX",
    "numerical1",
    "options1",
    "shortAnswer1",
    "shortAnswer2",
    "shortAnswerNotMatching",
    "shortFirstEmbedded",
    "shortFirstEmbeddedUnderline",
    "shortFirstEmbeddedUnderlineHTML",
    "symbolsAll",
    "tag_id",
    "tag_id_and_two_tags",
    "tag_two_tags",
    "tf1",
    "tf1_html",
    "tf1_markdown",
    "tf2",
    "totara_moodle_backslash",
    "totara_moodle_essay",
    "totara_moodle_match",
    "totara_moodle_multichoice",
    "totara_moodle_multichoice_multi",
    "totara_moodle_numerical",
    "totara_moodle_pre_content",
    "totara_moodle_shortanswer",
    "totara_moodle_shortanswer_general_feedback",
    "totara_moodle_truefalse",
    "totara_moodle_truefalse_true_answer1",
    "totara_moodle_truefalse_true_answer2",
    "type_inferred_multiline_markdown",
]


@pytest.fixture
def oracle(shared_data: Path) -> Path:
    return shared_data / "gift" / "gift-pegjs" / "tests" / "questions"


def test_the_list_of_cases_is_the_whole_oracle(oracle):
    assert sorted(NAMES) == sorted(path.stem for path in oracle.glob("*.gift"))
    assert len(NAMES) == 51


@pytest.mark.parametrize("name", NAMES)
def test_a_case_parses_as_the_oracle_says(oracle, name):
    expected = json.loads((oracle / f"{name}.json").read_text(encoding="utf-8"))
    text = (oracle / f"{name}.gift").read_text(encoding="utf-8")
    assert [node for _line, node in parse(text)] == expected


@pytest.mark.parametrize("name", NAMES)
def test_no_case_is_refused_whole(oracle, name):
    reading = read((oracle / f"{name}.gift").read_bytes())
    asking = [node for _line, node in parse((oracle / f"{name}.gift").read_text(encoding="utf-8"))]
    expected = [node for node in asking if node["type"] not in {"Category", "Description"}]
    assert len(reading.questions) == len(expected)


def test_moodle_s_own_file_in_windows_1252_is_read_with_its_letters(shared_data):
    reading = read((shared_data / "gift" / "moodle" / "questions_encoding_windows-1252.gift.txt").read_bytes())
    questions = [question for _line, question in reading.questions]
    assert [question.name for question in questions] == ["asdf", "test daniel", "asdf"]
    assert questions[2].choices[0].text == "aödf"


def test_the_category_that_moodle_makes_for_a_course_says_nothing(shared_data):
    reading = read((shared_data / "gift" / "moodle" / "questions_in_category.gift.txt").read_bytes())
    kinds = [question.kind for _line, question in reading.questions]
    assert kinds == [Kind.MATCHING, Kind.SINGLE, Kind.SHORT, Kind.TRUE_FALSE]
    assert {question.tags for _line, question in reading.questions} == {()}


def test_a_category_becomes_a_tag():
    reading = read(b"$CATEGORY: $course$/top/Reunions\n\nQ ?{T}")
    assert reading.questions[0][1].tags == ("Reunions",)


def test_moodle_s_examples_are_all_read(shared_data):
    reading = read((shared_data / "gift" / "moodle" / "examples.txt").read_bytes())
    assert len(reading.questions) > 20
    assert [note for note in reading.notes if note.refused] == []


def test_the_first_comment_of_true_or_false_is_for_a_wrong_answer():
    reading = read(b"Vrai ?{TRUE#rate#gagne}")
    said = {choice.id: choice.explanation for choice in reading.questions[0][1].choices}
    assert said == {"true": "gagne", "false": "rate"}


@pytest.mark.parametrize(
    "wrong",
    ["Accolade {=oui ~non", "Accolade =oui}", "Deux {=a {b} ~c}", "{=}", "Nombre {#huit}"],
)
def test_a_wrong_question_is_named_by_its_line_and_the_next_is_kept(wrong):
    reading = read(f"// un commentaire\n\n{wrong}\n\nJuste ?{{=oui ~non}}\n".encode())
    assert [note.line for note in reading.notes] == [3]
    assert [(*place, question.stem) for place, question in reading.questions] == [(5, 2, "Juste ?")]


def test_a_blank_line_inside_braces_is_forgiven():
    reading = read(b"Q ?{\n=oui\n\n~non\n}\n\nR ?{T}")
    assert [len(question.choices) for _line, question in reading.questions] == [2, 2]
    assert reading.notes == []


def test_half_a_credit_is_kept_as_it_can_be_and_said():
    reading = read(b"Q ?{~rien ~%50%presque =tout}")
    assert [choice.right for choice in reading.questions[0][1].choices] == [False, False, True]
    assert "presque" in reading.notes[0].text
    assert not reading.notes[0].refused


def test_an_html_question_becomes_markdown():
    reading = read(b'[html]<p>Un <b>mot</b> &amp; un <a href\\="https\\://example.org">lien</a></p>{T}')
    assert reading.questions[0][1].stem == "Un **mot** & un [lien](https://example.org)"


def test_a_file_over_the_limit_is_refused_before_it_is_read():
    with pytest.raises(UnreadableFileError, match="8"):
        decode(b"x" * (MAX_TEXT_BYTES + 1))


def test_what_is_no_text_is_refused():
    with pytest.raises(UnreadableFileError):
        decode(b"PK\x03\x04\x00\x00")


@pytest.mark.parametrize(
    "bomb", ["{" * 50_000, "=~" * 50_000, "{=" + "a->" * 50_000 + "}", "\\" * 100_001, "%" * 50_000]
)
def test_a_bomb_ends_quickly(bomb):
    assert all(isinstance(node, dict | GiftError) for _line, node in parse(f"{bomb}\n\nQ{{T}}"))


@pytest.mark.parametrize(
    ("answer", "text", "tolerance", "explanation"),
    [
        ("1822:5#Bien", "1822", "5", "Bien"),
        ("1822#Bien", "1822", "", "Bien"),
        ("1..5#Bien", "3", "2", "Bien"),
        (".5:0.1", "0.5", "0.1", ""),
        ("1e-3:1e-4", "0.001", "0.0001", ""),
        ("=1.0E-7:0", "1e-07", "", ""),
    ],
)
def test_numbers_are_read_as_moodle_reads_them(answer, text, tolerance, explanation):
    """Moodle 5.1.3, question/format/gift/format.php."""
    choice = read(f"Combien ?{{#{answer}}}".encode()).questions[0][1].choices[0]

    assert (choice.text, choice.tolerance, choice.explanation) == (text, tolerance, explanation)


def test_a_title_without_its_second_mark_begins_the_text():
    assert read(b"::Quel jour ? {=a}").questions[0][1].stem == "Quel jour ?"


def test_two_right_answers_of_which_one_is_to_be_ticked_are_read_as_one_choice():
    """Moodle 5.1.3 grades each of them 100 %."""
    question = read(b"Q ?{=a =b ~c####p}").questions[0][1]
    taken = {choice.text: grade(question, Response(ids=(choice.id,))).right for choice in question.choices}

    assert (question.kind, taken) == (Kind.SINGLE, {"a": True, "b": True, "c": False})
    assert not grade(question, Response(ids=tuple(choice.id for choice in question.choices[:2]))).right
    assert missing(question) == []


def test_a_choice_that_is_always_right_asks_nothing():
    question = read(b"Q ?{=a =b ~c####p}").questions[0][1]

    assert missing(replace(question, choices=question.choices[:2])) != []


@pytest.mark.parametrize("body", ["~%33%a ~%33%b ~%34%c ~d", "~%33.33333%a ~%33.33333%b ~%33.33333%c ~d"])
def test_equal_shares_call_for_no_remark(body):
    assert read(f"Q ?{{{body}}}".encode()).notes == []


@pytest.mark.parametrize("answer", ["true", "t", "f", "False"])
def test_true_and_false_in_small_letters_are_typed_answers(answer):
    assert read(f"Q ?{{{answer}}}".encode()).questions[0][1].kind == Kind.SHORT


def test_an_answer_without_a_text_is_none():
    assert [choice.text for choice in read(b"Q ?{=a ~ ~b}").questions[0][1].choices] == ["a", "b"]


def test_a_no_break_space_does_not_cut_a_question():
    reading = read("Un\n\u00a0\ndeux ?{T}".encode())
    assert len(reading.questions) == 1
    assert reading.notes == []


@pytest.mark.parametrize("unit", ["[id:", "[tag:", "[id:a", "]", "[tag:a]"])
def test_a_long_comment_is_read_in_a_time_that_follows_its_length(unit):
    assert slowdown(lambda text: read(f"//{text}\n\nQ ?{{T}}".encode()), unit) < 2.9


def test_identity_and_tags_stand_in_a_comment():
    question = read(b"// [id:b2b5ab0c-5aa6-4d2e-a0e6-000000000001] x [tag:un] [tag:deux]\nQ ?{T}").questions[0][1]

    assert (question.uid, question.tags) == ("b2b5ab0c-5aa6-4d2e-a0e6-000000000001", ("un", "deux"))
