from dataclasses import replace

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from quizzes.models import Question, Quiz, QuizQuestion
from quizzes.queries import quizzes_using

from .conftest import SINGLE


@pytest.fixture
def desk(administrator, signed_in):
    return signed_in(administrator)


def question_form(explanation="Parce que.", **more) -> dict:
    blocks = [
        ("choice", {"text": "Oui", "right": "on", "explanation": "Bien vu."}),
        ("choice", {"text": "Non", "explanation": explanation}),
    ]
    fields = {
        "kind": "single",
        "stem": "Une question ?",
        "name": "",
        "choices": streamfield(blocks),
        "model_answer": "",
        "principle": "",
        "lesson_url": "",
        "lesson_label": "",
        "tags": "libre",
        "twin": "",
        "licence": "cc-by-sa-4.0",
        "authors": "",
        "source_title": "",
        "source_url": "",
        "changes": "",
    }
    return nested_form_data(fields | more)


def add(client, data: dict):
    return client.post(reverse("wagtailsnippets_quizzes_question:add"), data)


def test_publishing_without_an_explanation_is_refused_with_a_sentence(desk):
    response = add(desk, question_form(explanation="") | {"action-publish": "1"})
    assert "Une proposition n’a pas d’explication." in response.content.decode().replace("\xa0", " ")
    assert not Question.objects.exists()


def test_a_draft_may_lack_explanations(desk):
    assert add(desk, question_form(explanation="")).status_code == 302
    assert not Question.objects.get().live


def test_a_whole_question_is_published_with_its_version_and_tags(desk):
    assert add(desk, question_form() | {"action-publish": "1"}).status_code == 302
    question = Question.objects.get()
    assert (question.live, question.version) == (True, 1)
    assert [tag.name for tag in question.tags.all()] == ["libre"]
    assert [choice.right for choice in question.content().choices] == [True, False]


def edit(client, question: Question, **more):
    data = question_form(**more) | {"action-publish": "1"}
    return client.post(reverse("wagtailsnippets_quizzes_question:edit", args=[question.pk]), data)


def test_an_edited_stem_makes_a_version_unless_typo_is_ticked(desk):
    add(desk, question_form() | {"action-publish": "1"})
    question = Question.objects.get()
    ids = [block.id for block in question.choices]
    blocks = [
        {"type": "choice", "id": ids[0], "value": {"text": "Oui", "right": "on", "explanation": "Bien vu."}},
        {"type": "choice", "id": ids[1], "value": {"text": "Non", "explanation": "Parce que."}},
    ]
    kept = {"choices": {"count": 2, **{str(n): block | {"order": n, "deleted": ""} for n, block in enumerate(blocks)}}}
    edit(desk, question, stem="Une questoin ?", **kept)
    edit(desk, question, stem="Une question bien écrite ?", typo="on", **kept)
    question.refresh_from_db()
    assert (question.version, question.stem, question.typo) == (2, "Une question bien écrite ?", False)
    html = desk.get(reverse("wagtailsnippets_quizzes_question:edit", args=[question.pk])).content.decode()
    assert 'name="typo"' in html
    assert 'name="typo" id="id_typo" checked' not in html


def quiz_form(questions: list[Question]) -> dict:
    places = inline_formset([{"question": question.pk} for question in questions])
    fields = {"title": "Un quiz", "level": "debutant", "purpose": "", "places": places, "licence": "cc-by-sa-4.0"}
    return nested_form_data(fields | {"authors": "", "source_title": "", "source_url": "", "changes": ""})


def test_a_quiz_without_question_or_with_one_twice_is_refused(desk, stored):
    question = stored(SINGLE)
    address = reverse("wagtailsnippets_quizzes_quiz:add")
    for questions in ([], [question, question]):
        response = desk.post(address, quiz_form(questions) | {"action-publish": "1"})
        assert response.status_code == 200
    assert not Quiz.objects.exists()
    assert desk.post(address, quiz_form([question]) | {"action-publish": "1"}).status_code == 302
    assert len(Quiz.objects.get().code) == 5


@pytest.mark.parametrize("name", ["question", "quiz"])
def test_the_lists_and_previews_open(desk, quiz, name):
    thing = Question.objects.first() if name == "question" else quiz
    assert desk.get(reverse(f"wagtailsnippets_quizzes_{name}:list")).status_code == 200
    html = desk.get(reverse(f"wagtailsnippets_quizzes_{name}:edit", args=[thing.pk])).content.decode()
    assert "Le paysage numérique" in html


def test_each_kind_is_previewed(desk, quiz, rf):
    for question in Question.objects.all():
        response = question.make_preview_request(rf.get("/"), question.default_preview_mode)
        assert response.status_code == 200
    response = quiz.make_preview_request(rf.get("/"), quiz.default_preview_mode)
    assert "Quels services sont décentralisés ?" in response.content.decode()


def test_a_question_that_a_quiz_asks_is_not_deleted(desk, quiz):
    question = Question.objects.first()
    response = desk.post(reverse("wagtailsnippets_quizzes_question:delete", args=[question.pk]))
    assert response.status_code == 409
    assert "Le paysage numérique" in response.content.decode()
    assert Question.objects.filter(pk=question.pk).exists()


def test_a_question_that_only_a_draft_asks_is_not_deleted_either(desk, stored):
    question, quiz = stored(SINGLE), Quiz.objects.create(title="Plus tard")
    quiz.places.add(QuizQuestion(question=question, sort_order=0))
    quiz.save_revision()
    assert not QuizQuestion.objects.exists()
    response = desk.post(reverse("wagtailsnippets_quizzes_question:delete", args=[question.pk]))
    assert response.status_code == 409


def test_a_question_that_nobody_asks_is_deleted(desk, stored):
    question = stored(SINGLE)
    desk.post(reverse("wagtailsnippets_quizzes_question:delete", args=[question.pk]))
    assert not Question.objects.exists()


def test_a_question_is_not_its_own_twin_and_the_quiz_of_its_twin_guards_it(desk, quiz, stored):
    asked = quiz.places.first().question
    twin = stored(replace(SINGLE, uid="99999900-0000-4000-8000-000000000009"))
    assert "pas sa propre jumelle" in edit(desk, twin, twin=twin.pk).content.decode()
    asked.twin = twin
    asked.save()
    assert quizzes_using(twin) == [quiz]
    desk.post(reverse("wagtailsnippets_quizzes_question:delete", args=[twin.pk]))
    assert Question.objects.filter(pk=twin.pk).exists()
