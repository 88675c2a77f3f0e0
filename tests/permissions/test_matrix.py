import pytest
from django.core.cache import cache
from django.urls import reverse

from .addresses import patterns
from .table import ROLES, TABLE

pytestmark = pytest.mark.django_db
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


def statuses(row, method, things, client_of):
    answers = []
    for role in ROLES:
        cache.clear()
        answers.append(getattr(client_of(role), method)(row.path.format(**things)).status_code)
    return dict(zip(ROLES, answers, strict=True))


def expected(cell):
    return dict(zip(ROLES, map(int, cell.split()), strict=True))


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.pattern)
def test_a_get_answers_each_role_as_reviewed(row, things, client_of):
    assert statuses(row, "get", things, client_of) == expected(row.get)


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.pattern)
def test_a_post_answers_each_role_as_reviewed(row, things, client_of):
    assert statuses(row, "post", things, client_of) == expected(row.post)


@pytest.mark.parametrize("row", [row for row in TABLE if row.missing], ids=lambda row: row.pattern)
@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("method", ["get", "post"])
def test_who_is_refused_is_answered_as_if_nothing_were_there(row, role, method, things, client_of):
    there = getattr(client_of(role), method)(row.path.format(**things))
    nowhere = getattr(client_of(role), method)(row.missing)

    refused = there.status_code in {403, 404} or there.get("Location", "").startswith(DOORS)
    if refused:
        assert nowhere.status_code == there.status_code
        assert neutral(nowhere, row.missing) == neutral(there, row.path.format(**things))


def neutral(answer, path):
    return (answer.get("Location", "") + answer.content.decode()).replace(path, "")


@pytest.mark.parametrize("row", [row for row in TABLE if not row.exempt], ids=lambda row: row.pattern)
def test_nothing_is_posted_without_a_token(row, things, client_of):
    without_token = client_of("author", enforce_csrf_checks=True).post(row.path.format(**things))

    assert without_token.status_code in {403, 404, 405}


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
