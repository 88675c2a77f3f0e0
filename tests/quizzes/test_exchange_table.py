"""The table of docs/quiz-exchange.md is what `losses` says, and what it does not say is kept."""

from dataclasses import replace
from pathlib import Path

import pytest

from quizzes.content import Choice, QuestionContent
from quizzes.enums import Kind
from quizzes.exchange import gift, gift_writing, moodle_writing, moodle_xml

TABLE = Path(__file__).parents[2] / "docs" / "quiz-exchange.md"
FORMATS = {"GIFT": (gift_writing, gift), "Moodle XML": (moodle_writing, moodle_xml)}
TEXTS = [f"Choix *{place}*" for place in range(12)]
WHOLE = QuestionContent(
    Kind.SINGLE,
    "Que **faire** ?",
    principle="Un principe.",
    name="Un nom",
    uid="11111100-0000-4000-8000-000000000001",
    lesson_url="/apprendre/",
    lesson_label="Lire",
    tags=("un", "deux"),
    glossary=("nuage",),
)
CHOICES = {
    Kind.SINGLE: tuple(Choice("", text, place == 0, f"Parce que {place}.") for place, text in enumerate(TEXTS)),
    Kind.SEVERAL: tuple(Choice("", text, place < 11, f"Parce que {place}.") for place, text in enumerate(TEXTS)),
    Kind.TRUE_FALSE: (Choice("true", "", True, "Oui."), Choice("false", "", False, "Non.")),
    Kind.ORDERING: tuple(Choice("", text, explanation="Ici.") for text in TEXTS),
    Kind.MATCHING: tuple(Choice("", text, match=f"m{text[7]}{text[-2]}", explanation="Ici.") for text in TEXTS),
    Kind.SHORT: (Choice("", "a -> b", True, "Oui."), Choice("", "2*3", False, "Non."), Choice("", "*", False, "Non.")),
    Kind.NUMERIC: (Choice("", "12.5", True, "Oui.", tolerance="0.5"), Choice("", "*", False, "Non.")),
    Kind.RECALL: (Choice("", "un point"), Choice("", "un autre")),
}
CASES = [(name, kind) for name in FORMATS for kind in Kind]


def whole(kind: Kind) -> QuestionContent:
    """A question of a kind with all that it can say."""
    is_picked = kind in {Kind.SINGLE, Kind.SEVERAL}
    model = "Un modèle." if kind == Kind.RECALL else ""
    choices = tuple(replace(choice, id=choice.id or f"c{place}") for place, choice in enumerate(CHOICES[kind]))
    return replace(WHOLE, kind=kind, choices=choices, fixed_order=is_picked, model_answer=model)


def said_in_the_table(name: str, kind: Kind) -> set[str]:
    rows = [[cell.strip() for cell in line.strip("|\n ").split("|")] for line in TABLE.read_text("utf-8").splitlines()]
    head = next(row for row in rows if row[0] == "sorte")
    row = next(row for row in rows if row[0] == str(kind.label))
    return {sentence.strip() for sentence in row[head.index(name)].split("<br>")} - {"rien"}


@pytest.mark.parametrize(("name", "kind"), CASES)
def test_the_table_says_what_the_format_loses(name, kind):
    losses = {sentence.replace("\xa0", " ") for sentence in FORMATS[name][0].losses(whole(kind))}

    assert {sentence.replace("\xa0", " ") for sentence in said_in_the_table(name, kind)} == losses


@pytest.mark.parametrize(("name", "kind"), CASES)
def test_what_is_not_said_to_be_lost_is_kept(name, kind):
    writing, reading = FORMATS[name]
    asked = whole(kind)

    [(_place, read)] = reading.read("".join(writing.write([asked])).encode()).questions

    kept = replace(asked, lesson_url="", lesson_label="", glossary=())
    if name == "GIFT":
        kept = replace(kept, fixed_order=False, principle="" if kind == Kind.RECALL else kept.principle)
    is_without_comments = kind == Kind.MATCHING or (kind == Kind.ORDERING and name == "GIFT")
    explained = {} if not is_without_comments else {"explanation": ""}
    expected = [replace(choice, id="", **explained) for choice in kept.choices]
    got = [replace(choice, id="") for choice in read.choices]
    assert got == expected
    assert replace(read, choices=()) == replace(kept, choices=())
