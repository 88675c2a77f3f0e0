"""A question and its twin leave together, in both formats, and find each other again."""

from dataclasses import replace

import pytest

from quizzes.exchange.files import export_file, import_file
from quizzes.exchange.storing import full_content
from quizzes.models import Question
from quizzes.queries import questions_of_quiz

from .conftest import SINGLE

TWIN = replace(
    SINGLE, stem="Un message presse de cliquer. Que faites-vous ?", uid="99999900-0000-4000-8000-000000000009"
)


@pytest.fixture
def pair(quiz, stored) -> Question:
    asked = Question.objects.get(uid=SINGLE.uid)
    asked.twin = stored(TWIN)
    asked.save()
    return asked


@pytest.mark.parametrize("kind", ["gift", "moodle"])
def test_a_quiz_takes_its_twins_along_and_they_find_each_other_again(pair, quiz, kind):
    before = full_content(pair)
    file = "".join(export_file(questions_of_quiz(quiz.code), kind)).encode()
    Question.objects.all().delete()

    _stored, notes = import_file(file)

    after = Question.objects.get(uid=SINGLE.uid)
    assert (after.twin.stem, str(after.twin.uid)) == (TWIN.stem, TWIN.uid)
    assert full_content(after).tags == before.tags
    assert [note for note in notes if "jumelle" in str(note)] == []


def test_a_twin_of_the_bank_is_found_too(quiz, db):
    import_file(f"// [tag:un] [tag:jumelle:{SINGLE.uid}]\n::Autre::Vrai ?{{T####p}}".encode())

    question = Question.objects.get(name="Autre")
    assert str(question.twin.uid) == SINGLE.uid
    assert [tag.name for tag in question.tags.all()] == ["un"]


def test_who_writes_by_hand_says_the_name_of_the_other(db):
    import_file(b"// [tag:Jumelle: B]\n::A::Vrai ?{T####p}\n\n::B::Faux ?{F####p}")

    assert Question.objects.get(name="A").twin == Question.objects.get(name="B")


@pytest.mark.parametrize("twin", ["A", "C", "00000000-0000-4000-8000-000000000000"])
def test_a_twin_that_is_nowhere_is_named_and_the_question_kept(db, twin):
    stored, notes = import_file(f"// [tag:jumelle:{twin}]\n::A::Vrai ?{{T####p}}".encode())

    assert (stored.added, stored.drafts) == (1, 0)
    assert f"Question 1 « A » (Vrai ou faux, ligne 2) : Sa jumelle « {twin} »" in str(notes[0]).replace("\xa0", " ")
    assert Question.objects.get().twin is None
