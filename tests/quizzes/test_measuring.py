import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections
from django.test import Client

from quizzes.measuring import BadRecordError, WithdrawnError, record_answer, record_end
from quizzes.models import ItemAnswer, ItemTally, Question, QuizQuestion, ReceivedRecord

from .conftest import SINGLE

VISIT = "a-random-id-of-a-page-{:04d}"
ADDRESS = "/mesures/questions/"
THREADS = 8  # two processes of four, as deploy/parcours.service starts them


def choice_ids(key: str) -> dict[str, str]:
    question = next(one for one in Question.objects.all() if one.key == key)
    return {choice.text or choice.id: choice.id for choice in question.content().choices}


def answer(quiz, key="111111", options=None, visit=0, version=1) -> dict:
    options = options or [choice_ids(key)["Je réponds tout de suite"]]
    return {"visit": VISIT.format(visit), "quiz": quiz.code, "question": key, "version": version, "options": options}


def test_a_first_answer_is_added_up(quiz):
    assert record_answer(answer(quiz))
    tally = ItemTally.objects.get()
    assert (tally.answered, tally.right, tally.dont_know) == (1, 0, 0)
    assert tally.version.question.key == "111111"
    assert list(tally.answers.values_list("option", "count")) == [(choice_ids("111111")["Je réponds tout de suite"], 1)]


def test_the_same_visit_is_counted_once(quiz):
    assert record_answer(answer(quiz))
    assert not record_answer(answer(quiz))
    assert ItemTally.objects.get().answered == 1


def test_i_do_not_know_has_its_own_count(quiz):
    record_answer(answer(quiz, options=["~"]))
    tally = ItemTally.objects.get()
    assert (tally.answered, tally.right, tally.dont_know) == (1, 0, 1)
    assert not ItemAnswer.objects.exists()


@pytest.mark.parametrize(
    ("key", "texts", "right"),
    [
        ("111111", ["Je vérifie l’adresse"], 1),
        ("222222", ["Le courriel", "Mastodon"], 1),
        ("222222", ["Le courriel"], 0),
        ("333333", ["false"], 1),
        ("666666", ["hébergeur"], 1),
        ("666666", ["éditeur"], 0),
        ("777777", ["8"], 1),
    ],
)
def test_the_server_judges_by_the_version_itself(quiz, key, texts, right):
    ids = choice_ids(key)
    record_answer(answer(quiz, key, [ids[text] for text in texts]))
    assert ItemTally.objects.get().right == right
    assert ItemAnswer.objects.count() == len(texts)


@pytest.mark.parametrize(
    ("key", "outcome", "right"), [("444444", "right", 1), ("555555", "wrong", 0), ("666666", "wrong", 0)]
)
def test_an_outcome_is_enough_where_there_is_no_choice_to_name(quiz, key, outcome, right):
    record_answer(answer(quiz, key, [outcome]))
    assert ItemTally.objects.get().right == right


def test_answers_stay_with_their_version(quiz):
    question = Question.objects.get(uid=SINGLE.uid)
    record_answer(answer(quiz))
    question.stem = "Une autre question ?"
    question.save()
    record_answer(answer(quiz, version=2, visit=1))
    record_answer(answer(quiz, version=1, visit=2))
    counts = {tally.version.number: tally.answered for tally in ItemTally.objects.all()}
    assert counts == {1: 2, 2: 1}


def end(quiz, options_by_key: dict[str, list[str]], visit=0) -> dict:
    items = [{"question": key, "version": 1, "options": options} for key, options in options_by_key.items()]
    return {"visit": VISIT.format(visit), "quiz": quiz.code, "items": items}


def test_the_end_of_a_visit_adds_the_rest_of_the_quiz(quiz):
    good, bad = choice_ids("111111")["Je vérifie l’adresse"], choice_ids("333333")["true"]
    assert record_end(end(quiz, {"111111": [good], "333333": [bad], "444444": ["right"]}))
    assert not record_end(end(quiz, {"111111": [good], "333333": [bad], "444444": ["right"]}))
    sums = {
        tally.version.question.key: (tally.right_in_whole_visits, tally.rest, tally.rest_squared, tally.rest_when_right)
        for tally in ItemTally.objects.all()
    }
    assert sums == {"111111": (1, 1, 1, 1), "333333": (0, 2, 4, 0), "444444": (1, 1, 1, 1)}
    assert {tally.answered for tally in ItemTally.objects.all()} == {0}


@pytest.mark.parametrize(
    "change",
    [
        {"visit": "short"},
        {"visit": None},
        {"visit": "x" * 41},
        {"question": "11111"},
        {"version": "1"},
        {"version": True},
        {"options": []},
        {"options": ["unknown"]},
        {"options": [1]},
        {"options": ["~", "~"]},
        {"options": "~"},
        {"options": ["right"]},
    ],
)
def test_a_wrong_record_counts_nothing(quiz, change):
    with pytest.raises(BadRecordError):
        record_answer(answer(quiz) | change)
    assert not ItemTally.objects.exists()
    assert not ReceivedRecord.objects.exists()


def test_a_withdrawn_question_a_gone_version_or_quiz_is_said(quiz):
    record = answer(quiz)
    with pytest.raises(WithdrawnError):
        record_answer(record | {"version": 7})
    with pytest.raises(WithdrawnError):
        record_answer(record | {"version": 2**70})
    with pytest.raises(WithdrawnError):
        record_answer(record | {"quiz": "ZZZZZ"})
    QuizQuestion.objects.filter(question__uid=SINGLE.uid).delete()
    with pytest.raises(WithdrawnError):
        record_answer(record)
    assert not ReceivedRecord.objects.exists()


def post(client: Client, data: object, **headers: str):
    body = data if isinstance(data, str) else json.dumps(data)
    return client.post(ADDRESS, body, content_type="text/plain;charset=UTF-8", headers=headers)


def test_the_address_takes_a_record_and_gives_nothing_back(quiz, visitor):
    response = post(visitor, answer(quiz))
    assert (response.status_code, response.content, response.cookies) == (204, b"", {})
    assert post(visitor, answer(quiz)).status_code == 204
    assert ItemTally.objects.get().answered == 1


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ("", 400),
        ("[]", 400),
        ("{", 400),
        ('{"visit": 1}', 400),
        ("[" * 60_000, 400),
        ("x" * 70_000, 413),
        ("\x00", 400),
    ],
)
def test_nonsense_is_refused_without_a_crash(quiz, visitor, body, status):
    assert post(visitor, body).status_code == status


def test_a_withdrawn_question_is_gone_for_the_address_too(quiz, visitor):
    response = post(visitor, answer(quiz) | {"version": 9})
    assert (response.status_code, response.json()) == (410, {"error": "withdrawn", "what": "question"})


def test_another_site_cannot_send_and_reading_is_not_offered(quiz, visitor):
    assert post(visitor, answer(quiz), **{"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert visitor.get(ADDRESS).status_code == 405
    assert not ItemTally.objects.exists()


@pytest.fixture
def database_for_threads(transactional_db, django_db_serialized_rollback, tmp_path):
    """Where the tests run in memory, the threads work on a copy in a file, as a site does."""
    names = connections.databases["default"]
    before = names["NAME"]
    yield lambda: _leave_memory(names, tmp_path)
    names["NAME"] = before


def _leave_memory(names: dict, folder) -> None:
    if connection.vendor == "sqlite":
        copy = str(folder / "copy.sqlite3")
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [copy])
        names["NAME"] = copy


def in_threads(work, count: int) -> list:
    """`work(n)` for each n below `count`, in the threads of a site, each with its own connection to the database."""

    def run(place: int):
        try:
            return work(place)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(max_workers=THREADS) as threads:
        return list(threads.map(run, range(count)))


def test_fifty_visitors_at_once_lose_nothing_and_count_nothing_twice(database_for_threads, quiz):
    good, bad = choice_ids("111111")["Je vérifie l’adresse"], choice_ids("111111")["Je réponds tout de suite"]
    record, last = answer(quiz), end(quiz, {"111111": [good], "333333": ["true"]})
    database_for_threads()

    def visit(place: int) -> list[int]:
        mine = {"visit": VISIT.format(place)}
        first = record | mine | {"options": [good if place % 2 else bad]}
        sent = [first, first, last | mine, last | mine, record | mine | {"question": "333333", "options": ["~"]}]
        return [post(Client(), one).status_code for one in sent]

    statuses = in_threads(visit, 50)

    def count(_place: int) -> list:
        tallies = ItemTally.objects.order_by("version__question__uid")
        options = ItemAnswer.objects.order_by("count").values_list("count", flat=True)
        return [
            list(
                tallies.values_list("answered", "right", "dont_know", "whole_visits", "right_in_whole_visits", "rest")
            ),
            list(options),
            ReceivedRecord.objects.count(),
        ]

    assert statuses == [[204] * 5] * 50
    assert in_threads(count, 1) == [[[(50, 25, 0, 50, 50, 0), (50, 0, 50, 50, 0, 50)], [25, 25], 150]]
