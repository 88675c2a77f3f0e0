"""Questions of each kind, and a quiz that holds them."""

from collections.abc import Callable

import pytest
from django.test import RequestFactory

from quizzes.content import Choice, QuestionContent
from quizzes.enums import Kind
from quizzes.exchange.storing import build
from quizzes.models import Question, Quiz, QuizQuestion
from quizzes.sitting import Place
from quizzes.views import serve_quiz

URL = "/apprendre/module/sequence/verifier/"

SINGLE = QuestionContent(
    kind=Kind.SINGLE,
    stem="Votre trésorière vous envoie un lien vers un sondage. Que faites-vous ?",
    choices=(
        Choice("a", "Je vérifie l’adresse", True, "L’adresse dit qui reçoit vos réponses."),
        Choice("b", "Je réponds tout de suite", False, "C’est tentant, mais le lien peut être un piège."),
        Choice("c", "Je le transmets à tout le monde", False, "Un piège transmis en devient plusieurs."),
    ),
    principle="Une adresse se lit avant de répondre.",
    lesson_url="/apprendre/module/sequence/lecon/#t-adresse",
    lesson_label="Lire une adresse",
    uid="11111100-0000-4000-8000-000000000001",
)
SEVERAL = QuestionContent(
    kind=Kind.SEVERAL,
    stem="Quels services sont décentralisés ?",
    choices=(
        Choice("a", "Le courriel", True, "Chacun choisit son hébergeur."),
        Choice("b", "Mastodon", True, "Des serveurs reliés entre eux."),
        Choice("c", "WhatsApp", False, "Une seule entreprise tient tout."),
    ),
    uid="22222200-0000-4000-8000-000000000002",
)
TRUE_FALSE = QuestionContent(
    kind=Kind.TRUE_FALSE,
    stem="Un logiciel libre est toujours gratuit.",
    choices=(Choice("true", "", False, "Libre parle de droits."), Choice("false", "", True, "On peut le vendre.")),
    uid="33333300-0000-4000-8000-000000000003",
)
ORDERING = QuestionContent(
    kind=Kind.ORDERING,
    stem="Dans quel ordre préparer une réunion ?",
    choices=(Choice("a", "Choisir la date"), Choice("b", "Envoyer le lien"), Choice("c", "Tester le micro")),
    principle="La date d’abord.",
    uid="44444400-0000-4000-8000-000000000004",
)
MATCHING = QuestionContent(
    kind=Kind.MATCHING,
    stem="Quel outil pour quel besoin ?",
    choices=(
        Choice("a", "Choisir une date", match="Framadate"),
        Choice("b", "Écrire à plusieurs", match="Etherpad"),
        Choice("c", "", match="Jitsi Meet"),
    ),
    principle="Le besoin d’abord.",
    uid="55555500-0000-4000-8000-000000000005",
)
SHORT = QuestionContent(
    kind=Kind.SHORT,
    stem="Comment s’appelle une personne qui garde vos fichiers sur ses machines ?",
    choices=(
        Choice("a", "hébergeur", True, "Elle héberge."),
        Choice("b", "hébergeuse", True, "Elle héberge."),
        Choice("c", "éditeur", False, "L’éditeur écrit le logiciel."),
        Choice("d", "*", False, "Cherchez qui garde les machines."),
    ),
    uid="66666600-0000-4000-8000-000000000006",
)
NUMERIC = QuestionContent(
    kind=Kind.NUMERIC,
    stem="Combien d’étapes au plus dans un scénario ?",
    choices=(Choice("a", "8", True, "Au-delà, on s’y perd."), Choice("b", "10", False, "C’est trop.", tolerance="1")),
    uid="77777700-0000-4000-8000-000000000007",
)
RECALL = QuestionContent(
    kind=Kind.RECALL,
    stem="Expliquez pourquoi changer d’outil à plusieurs.",
    model_answer="Parce que personne ne change seul.",
    choices=(Choice("a", "le groupe"), Choice("b", "le temps")),
    uid="88888800-0000-4000-8000-000000000008",
)
EVERY_KIND = (SINGLE, SEVERAL, TRUE_FALSE, ORDERING, MATCHING, SHORT, NUMERIC, RECALL)


@pytest.fixture
def stored(db) -> Callable[[QuestionContent], Question]:
    def store_one(content: QuestionContent) -> Question:
        question = build(content)
        question.save()
        return question

    return store_one


@pytest.fixture
def quiz(stored) -> Quiz:
    """A published quiz with a question of each kind."""
    quiz = Quiz.objects.create(title="Le paysage numérique")
    places = [QuizQuestion(quiz=quiz, question=stored(one), sort_order=n) for n, one in enumerate(EVERY_KIND)]
    QuizQuestion.objects.bulk_create(places)
    return quiz


@pytest.fixture
def ask(quiz, rf: RequestFactory) -> Callable[..., str]:
    """`ask("?q=3&r=b&v=1")` is the HTML of that screen of the quiz."""
    place = Place(URL, onward_url="/apprendre/module/", onward_title="La suite")
    return lambda query="": serve_quiz(rf.get(URL + query), quiz, place).content.decode()
