import pytest
import yaml
from django.core.exceptions import ValidationError

from core.models import GlossaryTerm
from quizzes.exchange.yaml_checking import problems
from quizzes.exchange.yaml_form import data_to_quiz, quiz_to_data
from quizzes.models import Question, Quiz

BY_HAND = """
title: Le paysage numérique
authors: [Ada]
questions:
  - kind: single
    stem: Qui garde vos fichiers ?
    choices:
      - {text: Un hébergeur, right: true, explanation: C’est son métier.}
      - {text: Un éditeur, explanation: Il écrit le logiciel.}
    principle: Les fichiers sont toujours chez quelqu’un.
    lesson_url: /apprendre/m/s/l/#t-fichiers
    glossary: [hebergeur]
    tags: [libre]
  - kind: true-false
    stem: Libre veut dire gratuit.
    answer: false
    if_true: Libre parle de droits.
    if_false: On peut vendre un logiciel libre.
  - {kind: ordering, stem: "Dans quel ordre ?", items: [Choisir, Essayer, Décider], principle: Essayer avant de décider.}
  - kind: matching
    stem: Quel outil ?
    pairs: [{left: Date, right: Framadate}, {left: Texte, right: Etherpad}, {right: Jitsi}]
    principle: Le besoin d’abord.
  - kind: short
    stem: Un mot pour « cloud » ?
    accepted: [nuage, {text: brouillard, right: false, explanation: Presque.}]
    principle: C’est l’ordinateur de quelqu’un d’autre.
  - {kind: numeric, stem: "Combien ?", numbers: [{number: 8, tolerance: 0.5}], principle: Huit.}
  - {kind: recall, stem: "Pourquoi ?", model_answer: Parce que., points: [le groupe, le temps]}
"""


@pytest.fixture
def by_hand() -> dict:
    return yaml.safe_load(BY_HAND)


def test_a_quiz_written_by_hand_is_published_whole(db, by_hand):
    GlossaryTerm.objects.create(term="Hébergeur", slug="hebergeur", definition="…")
    quiz = data_to_quiz(by_hand)
    assert (quiz.live, quiz.title, quiz.author_names) == (True, "Le paysage numérique", ["Ada"])
    questions = [place.question for place in quiz.places.all()]
    assert [question.kind for question in questions] == [question["kind"] for question in by_hand["questions"]]
    assert {(question.live, question.version) for question in questions} == {(True, 1)}
    assert [term.slug for term in questions[0].glossary.all()] == ["hebergeur"]
    assert [tag.name for tag in questions[0].tags.all()] == ["libre"]
    assert {tuple(question.author_names) for question in questions} == {("Ada",)}


def test_a_twin_is_written_in_its_question_and_comes_back(db, by_hand):
    twin = {"kind": "true-false", "stem": "Un hébergeur garde vos fichiers.", "answer": True, "if_true": "Oui."}
    by_hand["questions"][0]["twin"] = twin | {"if_false": "Si, c’est lui."}
    quiz = data_to_quiz(by_hand)
    first = quiz_to_data(quiz)
    assert quiz.places.first().question.twin.stem == "Un hébergeur garde vos fichiers."
    assert first["questions"][0]["twin"]["stem"] == "Un hébergeur garde vos fichiers."
    Quiz.objects.all().delete()
    Question.objects.all().delete()
    assert quiz_to_data(data_to_quiz(first)) == first


def test_a_question_that_loses_its_twin_in_the_file_loses_it_here(db, by_hand):
    by_hand["questions"][0]["twin"] = by_hand["questions"][1]
    assert data_to_quiz(by_hand).places.first().question.twin == Question.objects.get(kind="true-false")
    del by_hand["questions"][0]["twin"]
    assert data_to_quiz(by_hand).places.first().question.twin is None


@pytest.mark.parametrize(
    ("twin", "place"),
    [
        ("autre", ()),
        ({"kind": "quoi"}, ("kind",)),
        ({"twin": {}}, ("twin",)),
        ({"kind": "recall", "stem": "Qui ?"}, ()),
    ],
)
def test_what_is_wrong_with_a_twin_is_named(by_hand, twin, place):
    by_hand["questions"][2]["twin"] = twin
    assert [path for path, _sentence in problems(by_hand)] == [("questions", 2, "twin", *place)]


def test_an_export_imported_elsewhere_gives_the_same_export(quiz):
    first = quiz_to_data(quiz)
    Quiz.objects.all().delete()
    Question.objects.all().delete()
    assert quiz_to_data(data_to_quiz(yaml.safe_load(yaml.safe_dump(first, allow_unicode=True)))) == first
    assert list(first) == ["title", "uid", "code", "level", "licence", "questions"]


def test_a_second_import_changes_nothing(db, by_hand):
    first = quiz_to_data(data_to_quiz(by_hand))
    assert quiz_to_data(data_to_quiz(by_hand)) == first
    assert quiz_to_data(data_to_quiz(first)) == first
    assert (Quiz.objects.count(), Question.objects.count()) == (1, 7)
    assert set(Question.objects.values_list("version", flat=True)) == {1}


def test_a_change_in_the_file_makes_a_version(db, by_hand):
    data = quiz_to_data(data_to_quiz(by_hand))
    data["questions"][0]["stem"] = "Qui garde vos photos ?"
    data["questions"].reverse()
    quiz = data_to_quiz(data)
    last = quiz.places.last().question
    assert (last.stem, last.version) == ("Qui garde vos photos ?", 2)


@pytest.mark.parametrize(
    ("change", "path"),
    [
        (lambda data: data.update(title=""), ("title",)),
        (lambda data: data.update(colour="red"), ("colour",)),
        (lambda data: data.update(level="expert"), ("level",)),
        (lambda data: data.update(licence="tous droits"), ("licence",)),
        (lambda data: data.update(uid="12"), ("uid",)),
        (lambda data: data.update(questions=[]), ("questions",)),
        (lambda data: data["questions"].append("?"), ("questions", 7)),
        (lambda data: data["questions"][0].update(kind="essay"), ("questions", 0, "kind")),
        (lambda data: data["questions"][0].update(stem=["?"]), ("questions", 0, "stem")),
        (
            lambda data: (data["questions"][0].pop("principle"), data["questions"][0]["choices"][1].pop("explanation")),
            ("questions", 0),
        ),
        (lambda data: data["questions"][0]["choices"][1].update(hint="?"), ("questions", 0, "choices", 1, "hint")),
        (lambda data: data["questions"][0]["choices"][1].update(right="no"), ("questions", 0, "choices", 1, "right")),
        (lambda data: data["questions"][0].update(choices="a"), ("questions", 0, "choices")),
        (lambda data: data["questions"][1].pop("answer"), ("questions", 1)),
        (lambda data: data["questions"][2]["items"].append(None), ("questions", 2, "items", 3)),
        (lambda data: data["questions"][0].update(tags="libre"), ("questions", 0, "tags")),
    ],
)
def test_what_is_wrong_is_said_with_its_place_and_nothing_changes(db, by_hand, change, path):
    change(by_hand)
    assert [found for found, _sentence in problems(by_hand)] == [path]
    with pytest.raises(ValidationError):
        data_to_quiz(by_hand)
    assert not Quiz.objects.exists()
    assert not Question.objects.exists()


@pytest.mark.parametrize("data", [None, [], "quiz", 3])
def test_what_is_no_mapping_is_refused(data):
    assert len(problems(data)) == 1
