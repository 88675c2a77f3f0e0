import re

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags

from core.cut_work import beat
from core.jobs import State, create
from quizzes.exchange import jobs
from quizzes.models import ItemAnswer, ItemTally, Question, QuestionVersion

from .conftest import SINGLE


def words(response) -> str:
    return re.sub(r"\s+", " ", strip_tags(response.content.decode()).replace("\xa0", " "))


@pytest.fixture
def desk(administrator, signed_in):
    """The admin as its administrator sees it."""
    return signed_in(administrator)


def send(client, content: bytes, name="q.gift.txt"):
    data = {"file": SimpleUploadedFile(name, content), "licence": "cc-by-4.0", "authors": "Ada"}
    return client.post(reverse("quiz_exchange"), data, follow=True)


def test_a_file_is_imported_and_the_rest_named(desk):
    response = send(desk, "Un ?{TRUE#Non.#Oui.}\n\nCassée {=\n".encode())
    assert "1 question ajoutée" in words(response)
    assert "Question 2 (ligne 3) : Il manque une accolade" in words(response)
    question = Question.objects.get()
    assert (question.licence, question.authors, question.source_title) == ("cc-by-4.0", "Ada", "q.gift.txt")


def test_a_bomb_is_refused_in_a_sentence_and_nothing_is_kept(desk):
    response = send(desk, b'<!DOCTYPE a [<!ENTITY b "c">]><quiz>&b;</quiz>', "q.xml")
    assert "il est refusé, pour la sécurité du site" in words(response)
    assert not Question.objects.exists()


def test_a_bank_of_40_megabytes_is_refused_with_what_to_do(desk):
    response = send(desk, b"<quiz>" + b" " * 40 * 1024 * 1024, "q.xml")
    assert "Ce fichier fait 40 Mo." in words(response)
    assert "coupez-le" in words(response)


def test_the_same_bank_twice_adds_nothing_and_says_so_by_question(desk):
    send(desk, b"::Un::Un ?{TRUE#Non.#Oui.}")
    response = send(desk, b"::Un::Un ?{TRUE#Non.#Oui.}")
    assert "Question 1 « Un » (Vrai ou faux, ligne 1) : Cette question est déjà dans la banque" in words(response)
    assert Question.objects.count() == 1


def test_an_import_is_followed_until_it_is_over(desk):
    beat("alive", timezone.now())
    identifier = create(State(jobs.IMPORT, done=250, total=5000))
    page = desk.get(reverse("quiz_import", args=[identifier]))
    assert 'max="5000" value="250"' in page.content.decode()
    assert page["Refresh"] == "1"


def test_an_import_that_fails_says_that_nothing_changed(desk, monkeypatch):
    monkeypatch.setattr(jobs, "import_file", lambda *_args, **_attribution: 1 / 0)
    page = send(desk, b"Un ?{T}")
    assert "Rien n’a changé" in words(page)
    assert "Le journal du site dit laquelle" in words(page)


def test_the_job_of_another_kind_is_not_shown(desk):
    other = create(State("pack-export"))
    assert desk.get(reverse("quiz_import", args=[other])).status_code == 404
    assert desk.get(reverse("quiz_import", args=["0" * 32])).status_code == 404


@pytest.mark.parametrize(("kind", "sign", "times"), [("gift", "[markdown]", 1), ("moodle", "<quiz>", 2)])
def test_a_quiz_is_exported(desk, quiz, kind, sign, times):
    """Once; Moodle wants a name beside each text, and a question without one is called by its first words."""
    response = desk.get(reverse("quiz_export"), {"format": kind, "quiz": quiz.code})
    content = b"".join(response.streaming_content).decode()
    assert sign in content
    assert content.count("Quels services sont décentralisés ?") == times
    assert quiz.code in response["Content-Disposition"]


def test_a_strange_export_is_not_found(desk, quiz):
    assert desk.get(reverse("quiz_export"), {"format": "doc"}).status_code == 404
    assert desk.get(reverse("quiz_export"), {"format": "gift", "quiz": "ZZZZZ"}).status_code == 404


@pytest.mark.parametrize("name", ["quiz_exchange", "quiz_export", "quiz_figures"])
def test_a_visitor_and_a_learner_stay_outside(name, visitor, learner, signed_in):
    assert visitor.get(reverse(name)).status_code == 302
    assert signed_in(learner).get(reverse(name)).status_code in {302, 403}


@pytest.fixture
def counted(quiz):
    version = QuestionVersion.objects.get(question__uid=SINGLE.uid)
    tally = ItemTally.objects.create(quiz=quiz, version=version, answered=20, right=4, dont_know=2)
    ids = [choice["id"] for choice in version.content["choices"]]
    counts = zip(ids, [4, 13, 1], strict=True)
    ItemAnswer.objects.bulk_create([ItemAnswer(tally=tally, option=option, count=count) for option, count in counts])
    return quiz


def test_the_figures_say_shares_and_flags(desk, counted):
    said = words(desk.get(reverse("quiz_figures_of", args=[counted.code])))
    assert "20 premières réponses, 20 % justes." in said
    assert "Peut-être ambiguë" in said
    assert "Difficile (moins de 30 %)" in said
    assert "Je vérifie l’adresse (juste)20 %4" in said
    assert "Je ne sais pas10 %2" in said


def test_a_question_has_a_drawing_and_its_figures_in_a_table(desk, counted):
    page = desk.get(reverse("quiz_figures_of", args=[counted.code])).content.decode()
    said = re.sub(r"\s+", " ", strip_tags(page).replace("\xa0", " "))

    assert '<rect x="10" y="18" width="40" height="12" fill="currentColor" />' in page
    assert "Réponses justes 20 %" in said
    assert "DiscriminationPas encore" in said.replace(" Pas", "Pas")
    assert "Mauvais choix presque jamais pris0" in said


def test_the_mark_of_discrimination_stands_at_its_place(desk, counted):
    ItemTally.objects.update(
        answered=100,
        right=50,
        whole_visits=100,
        right_in_whole_visits=50,
        rest=250,
        rest_squared=1000,
        rest_when_right=200,
    )
    page = desk.get(reverse("quiz_figures_of", args=[counted.code])).content.decode()

    [at] = re.findall(r'transform="translate\((\d+) 0\)"', page)
    assert int(at) == 177


def test_nothing_is_said_under_ten_answers(desk, counted):
    ItemTally.objects.update(answered=9)
    said = words(desk.get(reverse("quiz_figures_of", args=[counted.code])))
    assert "Moins de 10 premières réponses" in said
    assert "Difficile" not in said


def test_an_old_version_keeps_its_figures_below_the_current_one(desk, counted):
    question = Question.objects.get(uid=SINGLE.uid)
    question.stem = "Une autre question ?"
    question.save()
    said = words(desk.get(reverse("quiz_figures_of", args=[counted.code])))
    assert "version 1 (remplacée)" in said


def test_the_list_of_quizzes_leads_to_their_figures(desk, counted):
    html = desk.get(reverse("quiz_figures")).content.decode()
    assert reverse("quiz_figures_of", args=[counted.code]) in html


def test_wagtail_s_groups_may_write_questions_and_the_second_publishes(editor):
    first, second = Group.objects.get(name="Rédaction"), Group.objects.get(name="Publication")
    assert editor.has_perm("quizzes.change_quiz")
    assert not first.permissions.filter(codename="publish_question").exists()
    assert second.permissions.filter(codename="publish_question").exists()
    assert not Permission.objects.filter(group=second, codename="add_itemtally").exists()
