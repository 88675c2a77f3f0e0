"""Every question of the library goes out and comes back identical, in both formats, but for the losses that are named."""

from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
import yaml

from quizzes.content import QuestionContent
from quizzes.enums import ARRANGED, Kind
from quizzes.exchange import gift, gift_writing, moodle_writing, moodle_xml
from quizzes.exchange.yaml_shapes import TWIN, content_in, typed
from quizzes.rendering import rendered

FILES = sorted((Path(__file__).parents[2] / "demo" / "quizzes").glob("*.yaml"))
FORMATS = {"gift": (gift_writing, gift), "moodle": (moodle_writing, moodle_xml)}


def library() -> list[QuestionContent]:
    """All the questions, twins included, as the library's files say them."""
    quizzes = [typed(yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)) for path in FILES]  # noqa: S506
    asked = [question for quiz in quizzes for question in quiz["questions"]]
    return [content_in(one, UUID(int=0)) for one in [*asked, *(one[TWIN] for one in asked if TWIN in one)]]


def comparable(question: QuestionContent, name: str) -> tuple[object, ...]:
    """Type, texts as rendered, key, explanations and name, without what the format is said to lose."""
    if question.kind in ARRANGED:
        question = replace(question, choices=tuple(replace(choice, explanation="") for choice in question.choices))
    if name == "gift" and question.kind == Kind.RECALL:
        question = replace(question, principle="")
    keep = question.kind == Kind.TRUE_FALSE
    choices = [choice if keep else replace(choice, id=f"c{n}") for n, choice in enumerate(question.choices)]
    shown = rendered(replace(question, choices=tuple(choices)))
    key = [(choice.right, choice.match, choice.tolerance) for choice in choices]
    return question.kind, question.name, question.uid, question.tags, key, shown


def test_the_library_has_its_questions():
    assert len(library()) >= 36


@pytest.mark.parametrize("name", FORMATS)
def test_every_question_of_the_library_comes_back_identical(name):
    writing, reading = FORMATS[name]
    asked = library()

    read = reading.read("".join(writing.write(asked)).encode())

    assert [str(note) for note in read.notes] == []
    got = [comparable(question, name) for _place, question in read.questions]
    assert got == [comparable(question, name) for question in asked]
