from pathlib import Path

import pytest

from quizzes.enums import Kind
from quizzes.exchange.moodle_xml import read
from quizzes.exchange.reading import MAX_BYTES, UnreadableFileError


@pytest.fixture
def moodle(shared_data: Path):
    """`moodle("truefalse.xml")` is what is read of a file of Moodle's own tests."""
    return lambda name: read((shared_data / "moodle-xml" / name).read_bytes())


def only(reading):
    assert len(reading.questions) == 1
    return reading.questions[0][1]


def refused(reading) -> list[str]:
    return [note.text for note in reading.notes if note.refused]


def test_a_true_or_false_question(moodle):
    question = only(moodle("qtype-truefalse.moodle.xml"))
    assert (question.kind, question.name, question.stem) == (Kind.TRUE_FALSE, "true-false-001", "The answer is true.")
    assert question.principle == "You should have selected true."
    assert [(choice.id, choice.right, choice.explanation) for choice in question.choices] == [
        ("true", True, "This is the right answer."),
        ("false", False, "This is the wrong answer."),
    ]
    assert question.tags == ("Test questions",)


def test_several_right_answers(moodle):
    reading = moodle("qtype-multichoice.moodle.xml")
    question = only(reading)
    assert question.kind == Kind.SEVERAL
    assert [choice.text for choice in question.choices if choice.right] == ["London", "Paris"]
    assert [choice.text for choice in question.choices if not choice.right] == ["Tokyo", "Spain", "Barcelona"]
    assert any("indices" in note.text for note in reading.notes)


def test_a_number_with_its_tolerance(moodle):
    question = only(moodle("qtype-numerical.moodle.xml"))
    assert question.kind == Kind.NUMERIC
    assert [(choice.text, choice.tolerance, choice.right) for choice in question.choices] == [("6.25", "0.05", True)]


def test_a_short_answer_with_its_partial_credit_and_its_asterisk(moodle):
    reading = moodle("qtype-shortanswer.moodle.xml")
    assert [(choice.text, choice.right) for choice in only(reading).choices] == [
        ("frog", True),
        ("toad", True),
        ("*", False),
    ]
    assert any("toad" in note.text and "80" in note.text for note in reading.notes)


def test_pairs_with_one_too_many(moodle):
    question = only(moodle("qtype-match.moodle.xml"))
    assert question.kind == Kind.MATCHING
    assert [(choice.text, choice.match) for choice in question.choices] == [
        ("frog", "amphibian"),
        ("cat", "mammal"),
        ("newt", "amphibian"),
        ("", "insect"),
    ]


def test_an_essay_is_free_recall(moodle):
    question = only(moodle("qtype-essay.moodle.xml"))
    assert (question.kind, question.model_answer) == (Kind.RECALL, "This is general feedback")


def test_categories_become_tags_whatever_their_order(moodle):
    reading = moodle("categories_reverse_order.xml")
    assert [(question.name, question.tags) for _line, question in reading.questions] == [
        ("Tau Question", ("Tau",)),
        ("Sigma Question", ("Sigma",)),
    ]


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("nested_categories_with_questions.xml", 5),
        ("nested_categories.xml", 1),
        ("old_format_file.xml", 2),
        ("truefalse.xml", 2),
        ("multichoice.xml", 1),
        ("export_category.xml", 1),
        ("deprecated_category.xml", 1),
        ("category_with_description.xml", 1),
        ("html_chars_in_idnumbers.xml", 1),
        ("error_invalid_grades.xml", 1),
    ],
)
def test_every_question_that_we_have_is_kept(moodle, name, count):
    reading = moodle(name)
    assert len(reading.questions) == count
    assert refused(reading) == []


@pytest.mark.parametrize(
    ("name", "type_name", "kept"),
    [
        ("qtype-ddimageortext.moodle.xml", "Glisser-déposer sur image", 0),
        ("qtype-ddmarker.moodle.xml", "Glisser-déposer de marqueurs", 0),
        ("qtype-ddwtos.moodle.xml", "Sélection des mots manquants", 0),
        ("qtype-gapselect.moodle.xml", "Sélection des mots manquants", 0),
        ("qtype-description.moodle.xml", "description", 0),
        ("multianswer.xml", "Réponses intégrées (Cloze)", 0),
        ("sample_questions_with_old_image_tag.xml", "Réponses intégrées (Cloze)", 1),
    ],
)
def test_a_type_that_we_do_not_have_is_refused_by_its_french_name(moodle, name, type_name, kept):
    reading = moodle(name)
    assert any(f"«\xa0{type_name}\xa0»" in text for text in refused(reading))
    assert len(reading.questions) == kept


def test_each_refused_question_has_its_line(moodle):
    lines = [note.line for note in moodle("broken_cloze_questions.xml").notes]
    assert lines == sorted(set(lines))
    assert lines[0] == 4
    assert len(lines) == 5


def test_a_picture_is_named_and_its_alternative_kept(moodle):
    reading = moodle("truefalse.xml")
    assert "Moodle logo" in reading.questions[0][1].stem
    assert any("logo.jpg" in note.text for note in reading.notes)


def test_html_becomes_markdown(moodle):
    name = only(moodle("error_invalid_grades.xml")).name
    assert name == "Question with invalid grades : x > 1 & x < 2"


BOMBS = [
    "xmlbomb.xml",
    "xmlbomb2.xml",
    "quadratic.xml",
    "external.xml",
    "external_file.xml",
    "cyclic.xml",
    "dtd.xml",
]


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_or_an_external_entity_is_refused(shared_data, name):
    with pytest.raises(UnreadableFileError):
        read((shared_data / "attacks" / "defusedxml" / "xmltestdata" / name).read_bytes())


def test_too_deep_too_large_or_something_else_is_refused():
    with pytest.raises(UnreadableFileError):
        read(b"<quiz>" + b"<a>" * 100_000)
    with pytest.raises(UnreadableFileError):
        read(b" " * (MAX_BYTES + 1))
    with pytest.raises(UnreadableFileError):
        read(b"<html><body/></html>")
    with pytest.raises(UnreadableFileError):
        read(b"")


QUESTION = '<question type="truefalse"><questiontext format="{kind}"><text>{text}</text></questiontext>' + (
    '<answer fraction="100"><text>true</text></answer><answer fraction="0"><text>false</text></answer></question>'
)


def test_what_stands_before_a_break_is_kept():
    reading = read(f"<quiz>{QUESTION.format(kind='html', text='Un')}\n<question>".encode())
    assert [question.stem for _line, question in reading.questions] == ["Un"]
    assert [note.line for note in reading.notes] == [2]


@pytest.mark.parametrize("declared", ['<?xml version="1.0" encoding="windows-1252"?>', '<?xml version="1.0"?>', ""])
def test_windows_1252_is_read_declared_or_not(declared):
    text = f"{declared}<quiz>{QUESTION.format(kind='html', text='L’été coûte 3 €')}</quiz>"
    assert only(read(text.encode("windows-1252"))).stem == "L’été coûte 3 €"


@pytest.mark.parametrize(
    ("kind", "text", "stem"),
    [
        ("markdown", "**a** b", "**a** b"),
        ("plain_text", "2 * 3 * 4", r"2 \* 3 \* 4"),
        ("html", "&lt;p&gt;un &lt;em&gt;mot&lt;/em&gt;&lt;/p&gt;", "un *mot*"),
        ("moodle_auto_format", "un &lt;b&gt;mot&lt;/b&gt;", "un **mot**"),
    ],
)
def test_each_format_becomes_markdown(kind, text, stem):
    assert only(read(f"<quiz>{QUESTION.format(kind=kind, text=text)}</quiz>".encode())).stem == stem


def test_true_and_false_may_be_in_french():
    """As older sites exported them; Moodle 5.1.3 takes them with a warning."""
    data = """<quiz><question type="truefalse"><name><text>n</text></name><questiontext><text>Q</text></questiontext>
    <answer fraction="0"><text>Vrai</text></answer><answer fraction="100"><text>Faux</text></answer></question></quiz>"""

    question = read(data.encode()).questions[0][1]

    assert question.right_ids == {"false"}


SAID = "Où est l’été ?"
LETTERS = f"""<quiz><question type="truefalse"><name><text>Été</text></name><questiontext format="html"><text>{SAID}</text>
</questiontext><answer fraction="100"><text>true</text></answer><answer fraction="0"><text>false</text></answer></question></quiz>"""


@pytest.mark.parametrize("real", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "windows-1252"])
@pytest.mark.parametrize(
    "declared", ["", "UTF-8", "ISO-8859-1", "windows-1252", "UTF-16", "us-ascii", "utf-7", "klingon", "rot13"]
)
def test_a_file_that_lies_on_its_encoding_is_read_with_its_letters(declared, real):
    head = f'<?xml version="1.0" encoding="{declared}"?>\n' if declared else ""

    [(_place, question)] = read(f"{head}{LETTERS}".encode(real)).questions

    assert (question.name, question.stem) == ("Été", SAID)


def test_a_declared_encoding_that_is_true_is_obeyed():
    data = f'<?xml version="1.0" encoding="iso-8859-15"?>{LETTERS.replace("l’", "€ ")}'.encode("iso-8859-15")

    assert read(data).questions[0][1].stem == "Où est € été ?"
