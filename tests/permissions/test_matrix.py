from contextlib import contextmanager

import pytest
from django.core.cache import cache
from django.db import transaction
from django.urls import reverse

from .addresses import patterns
from .table import ROLES, TABLE

pytestmark = pytest.mark.django_db
METHODS = ["get", "post"]
ROWS = {row.pattern: row for row in TABLE}

# Of the admin, open to whoever has not entered: the door, the pictures, the words of its scripts.
ADMIN_DOOR = {"admin/login/", "admin/logout/", "admin/sprite/", "admin/jsi18n/"}
# Where whoever may not enter is sent: the sign-in, or one of Wagtail's two addresses that lead there.
DOORS = (reverse("account_login"), "/admin/login/", "/_util/login/")


def test_every_address_has_a_row():
    here = {pattern for pattern in patterns() if not pattern.startswith(("admin/", "media/"))}

    assert here - set(ROWS) == set()


def test_no_row_is_about_an_address_that_is_gone():
    assert set(ROWS) - set(patterns()) == set()


@contextmanager
def forgotten():
    """The things are made once a test, and stand again after each address (a post may hide, close or delete them)."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def statuses(row, method, things, client_of):
    answers = []
    with forgotten():
        for role in ROLES:
            cache.clear()
            answers.append(getattr(client_of(role), method)(row.path.format(**things)).status_code)
    return answers


@pytest.mark.parametrize("method", METHODS)
def test_each_role_is_answered_as_reviewed(method, things, client_of):
    reviewed = [(row.pattern, [*map(int, getattr(row, method).split())]) for row in TABLE]

    assert [(row.pattern, statuses(row, method, things, client_of)) for row in TABLE] == reviewed


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("method", METHODS)
def test_who_is_refused_is_answered_as_if_nothing_were_there(role, method, things, client_of):
    told = [row.pattern for row in TABLE if row.missing and tells(row, role, method, things, client_of)]

    assert told == []


def tells(row, role, method, things, client_of):
    with forgotten():
        there = getattr(client_of(role), method)(row.path.format(**things))
    with forgotten():
        nowhere = getattr(client_of(role), method)(row.missing)
    is_refused = there.status_code in {403, 404} or there.get("Location", "").startswith(DOORS)
    is_alike = nowhere.status_code == there.status_code and neutral(nowhere, row.missing) == neutral(
        there, row.path.format(**things)
    )
    return is_refused and not is_alike


def neutral(answer, path):
    return (answer.get("Location", "") + answer.content.decode()).replace(path, "")


def test_nothing_is_posted_without_a_token(things, client_of):
    answered = {}
    for row in TABLE:
        if not row.exempt:
            with forgotten():
                sent = client_of("author", enforce_csrf_checks=True).post(row.path.format(**things))
            answered[row.pattern] = sent.status_code

    assert {pattern: status for pattern, status in answered.items() if status not in {403, 404, 405}} == {}


def test_visitors_are_led_from_every_page_of_the_admin_to_the_door(visitor):
    simple = [
        p for p in patterns() if p.startswith("admin/") and not any(c in p for c in "<(^") and p not in ADMIN_DOOR
    ]
    answers = {pattern: visitor.get(f"/{pattern}") for pattern in simple}

    assert len(simple) > 50
    assert {
        pattern: answer.status_code
        for pattern, answer in answers.items()
        if answer.status_code != 404 and not answer.get("Location", "").startswith(DOORS)
    } == {}


def test_an_account_without_a_role_enters_no_page_of_the_admin(signed_in, learner):
    client = signed_in(learner)
    simple = [
        p for p in patterns() if p.startswith("admin/") and not any(c in p for c in "<(^") and p not in ADMIN_DOOR
    ]

    assert {pattern for pattern in simple if client.get(f"/{pattern}").status_code == 200} == set()
