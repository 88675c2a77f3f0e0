"""The self-assessments: whole, varied, and leading to the very passage of a lesson."""

import re

import pytest
import yaml

from quizzes.exchange.yaml_checking import problems
from tests.demo.reading import PACK, items, lessons, plain
from text.french import words

LEAST_WORDS_OF_A_SITUATION = 8
LEAST_WORDS_OF_AN_EXPLANATION = 3
QUIZZES = sorted((PACK / "quizzes").glob("*.yaml"))


@pytest.fixture(params=QUIZZES, ids=lambda path: path.stem)
def quiz(request) -> dict:
    return yaml.safe_load(request.param.read_text(encoding="utf-8"))


def _anchors(lesson_url: str) -> set[str]:
    path = PACK / "modules" / f"{lesson_url.removeprefix('/apprendre/').split('/#')[0]}.md"
    headings = re.findall(r"^#+ (.*)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {"t-" + "-".join(words(plain(heading)))[:60].strip("-") for heading in headings}


def test_every_sequence_has_its_quiz():
    sequences = [item for item in items("modules") if item.reference.endswith("/sequence")]

    assert {sequence.reference.split("/")[-2] for sequence in sequences} == {path.stem for path in QUIZZES}


def test_a_quiz_can_be_read(quiz):
    assert problems(quiz) == []


def test_a_quiz_has_six_questions_or_more_of_two_kinds_or_more(quiz):
    assert len(quiz["questions"]) >= 6
    assert len({question["kind"] for question in quiz["questions"]}) >= 2


def asked_objectives() -> dict[str, set[int]]:
    """For each lesson, the numbers of its objectives that a question asks about (tags `objectif-2`)."""
    asked: dict[str, set[int]] = {}
    for path in QUIZZES:
        for question in yaml.safe_load(path.read_text(encoding="utf-8"))["questions"]:
            lesson = "modules/" + question["lesson_url"].removeprefix("/apprendre/").split("/#")[0]
            numbers = {int(tag.removeprefix("objectif-")) for tag in question["tags"] if tag.startswith("objectif-")}
            asked.setdefault(lesson, set()).update(numbers)
    return asked


def test_every_objective_of_every_lesson_has_a_question():
    expected = {lesson.reference: set(range(1, len(lesson.listed("objectives")) + 1)) for lesson in lessons()}

    assert sum(map(len, expected.values())) >= 66
    assert asked_objectives() == expected


def test_true_or_false_cannot_be_won_by_answering_false_everywhere():
    quizzes = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in QUIZZES]
    answers = [question["answer"] for quiz in quizzes for question in quiz["questions"] if "answer" in question]

    assert 0.4 <= sum(answers) / len(answers) <= 0.6


def test_an_explanation_never_begins_with_a_yes_or_a_no(quiz):
    said = [question[key] for question in quiz["questions"] for key in ("if_true", "if_false") if "answer" in question]

    assert not [text for text in said if re.match(r"(?:Oui|Non|Vrai|Faux)\b", text)]


def test_half_of_the_questions_at_least_are_about_a_situation(quiz):
    situations = [question["stem"] for question in quiz["questions"] if "situation" in question.get("tags", [])]

    assert 2 * len(situations) >= len(quiz["questions"])
    assert all(len(stem.split()) >= LEAST_WORDS_OF_A_SITUATION for stem in situations)


def test_a_choice_offers_three_ways_of_which_some_are_wrong_and_none_is_told_by_its_length(quiz):
    asked = [question["choices"] for question in quiz["questions"] if "choices" in question]

    assert all(len(choices) >= 3 for choices in asked)
    assert all(0 < sum(choice.get("right", False) for choice in choices) < len(choices) for choices in asked)
    assert 2 * sum(map(_longest_is_right, asked)) <= len(asked) + 1


def _longest_is_right(choices: list[dict]) -> bool:
    return max(choices, key=lambda choice: len(choice["text"])).get("right", False)


def test_every_choice_is_explained_and_every_question_has_its_principle(quiz):
    picked = [choice for question in quiz["questions"] for choice in question.get("choices", [])]
    said = [choice["explanation"] for choice in picked]
    said += [question[key] for question in quiz["questions"] for key in ("if_true", "if_false") if "answer" in question]
    said += [item["explanation"] for question in quiz["questions"] for item in question.get("items", [])]

    assert all(len(explanation.split()) >= LEAST_WORDS_OF_AN_EXPLANATION for explanation in said)
    assert len(set(said)) == len(said)
    assert all(question["principle"] for question in quiz["questions"])


def test_a_question_leads_to_a_heading_that_is_in_the_lesson(quiz):
    urls = [question["lesson_url"] for question in quiz["questions"]]

    assert not [url for url in urls if url.split("#")[1] not in _anchors(url)]


def test_words_of_the_glossary_that_a_question_names_are_there(quiz):
    known = {term.reference.removeprefix("glossary/") for term in items("glossary")}

    assert {slug for question in quiz["questions"] for slug in question.get("glossary", [])} <= known
