import pytest
from django.core.exceptions import ValidationError

from quizzes.checking import missing
from quizzes.content import Choice, QuestionContent
from quizzes.enums import Kind
from quizzes.models import Question
from text.markdown import headings, render

from .conftest import EVERY_KIND, SEVERAL, SHORT, SINGLE


def test_the_help_shows_an_anchor_as_lessons_have_them():
    prefix = headings(render("## Une adresse"))[0].id.split("-")[0]

    assert f"#{prefix}-" in Question._meta.get_field("lesson_url").help_text


def test_a_new_stem_makes_a_new_version(stored):
    question = stored(SINGLE)
    question.stem = "Une autre question ?"
    question.save()
    assert question.version == 2
    assert [version.number for version in question.versions.all()] == [2, 1]


def test_a_typo_keeps_the_version_and_corrects_it(stored):
    question = stored(SINGLE)
    question.stem, question.typo = "Que faites vous ?", True
    question.save()
    question.refresh_from_db()
    assert (question.version, question.typo) == (1, False)
    assert question.versions.get().content["stem"] == "Que faites vous ?"


def test_a_better_explanation_is_no_new_version(stored):
    question = stored(SINGLE)
    question.principle = "Autre chose."
    question.save()
    assert question.version == 1


def test_a_draft_has_no_version_until_it_is_published(db):
    question = Question(stem="?", live=False)
    question.save()
    assert question.version == 0
    assert not question.versions.exists()


def test_publishing_a_choice_without_explanation_is_refused(stored):
    silent = QuestionContent(Kind.SINGLE, "?", (Choice("a", "oui", True, "Oui."), Choice("b", "non")))
    question = stored(silent)
    assert not question.live
    with pytest.raises(ValidationError):
        question.save_revision().publish()


def test_publishing_a_whole_question_gives_it_its_version(stored):
    question = stored(SINGLE)
    question.stem = "Nouvelle ?"
    question.save_revision().publish()
    question.refresh_from_db()
    assert question.version == 2


def test_an_old_draft_published_later_does_not_take_an_old_number(stored):
    question = stored(SINGLE)
    old_draft = question.save_revision()
    question.stem = "Deux ?"
    question.save_revision().publish()
    old_draft.publish()
    question.refresh_from_db()
    assert question.version == 3


@pytest.mark.parametrize("content", EVERY_KIND, ids=lambda content: content.kind)
def test_each_kind_is_stored_as_it_was_given(stored, content):
    question = Question.objects.get(pk=stored(content).pk)
    kept = question.content()
    same = [(one.text, one.right, one.match, one.explanation, one.tolerance) for one in kept.choices]
    assert same == [(one.text, one.right, one.match, one.explanation, one.tolerance) for one in content.choices]
    assert (kept.kind, kept.stem, kept.principle, kept.uid) == (
        content.kind,
        content.stem,
        content.principle,
        content.uid,
    )
    assert question.live


def test_the_ids_of_choices_are_permanent(stored):
    question = stored(SEVERAL)
    before = [choice.id for choice in question.content().choices]
    again = Question.objects.get(pk=question.pk)
    again.save()
    assert [choice.id for choice in Question.objects.get(pk=question.pk).content().choices] == before


def test_a_choice_is_rendered_once_and_safely(stored):
    hostile = Choice("a", "<script>alert(1)</script>**gras**", True, "<img src=x onerror=alert(1)>")
    question = stored(QuestionContent(Kind.SINGLE, "?", (hostile, Choice("b", "[lien](https://x)", False, "Non."))))
    first, second = [texts for key, texts in question.rendered.items() if key]
    assert "<script" not in first["text"]
    assert "<img" not in first["explanation"]
    assert second["text"] == "lien"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (QuestionContent(Kind.SINGLE, ""), "question"),
        (QuestionContent(Kind.SINGLE, "?", (Choice("a", "x", True, "e"),)), "deux"),
        (QuestionContent(Kind.SINGLE, "?", (Choice("a", "x", True, "e"), Choice("b", "y", True, "e"))), "à elle seule"),
        (QuestionContent(Kind.SEVERAL, "?", (Choice("a", "x", False, "e"), Choice("b", "y", False, "e"))), "moins"),
        (QuestionContent(Kind.SINGLE, "?", (Choice("a", "x", True, "e"), Choice("b", "x", False, "e"))), "deux fois"),
        (QuestionContent(Kind.TRUE_FALSE, "?"), "vrai"),
        (QuestionContent(Kind.ORDERING, "?", (Choice("a", "x"), Choice("b", "y"))), "principe"),
        (QuestionContent(Kind.MATCHING, "?", (Choice("a", "x", match="y"),)), "paires"),
        (QuestionContent(Kind.NUMERIC, "?", (Choice("a", "huit", True, "e"),)), "nombre"),
        (QuestionContent(Kind.SHORT, "?", (Choice("a", "*", True, "e"),)), "juste"),
        (QuestionContent(Kind.RECALL, "?"), "modèle"),
    ],
)
def test_what_is_missing_is_said_in_french(content, words):
    assert any(words in sentence for sentence in missing(content))


@pytest.mark.parametrize("content", EVERY_KIND, ids=lambda content: content.kind)
def test_nothing_is_missing_from_a_whole_question(content):
    assert missing(content) == []


def test_a_right_short_answer_may_be_explained_by_the_principle():
    bare = QuestionContent(
        Kind.SHORT, SHORT.stem, (Choice("a", "hébergeur", True),), principle="Héberger, c’est garder."
    )
    assert missing(bare) == []
