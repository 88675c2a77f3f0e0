"""
Nobody learns from the entrance who has an account: the same bytes, and the same work.

Work is counted, not timed: a test of time fails on a busy machine and passes on a quick one. What takes time here is the
hashing of passwords (some tens of milliseconds), then the writes to the database. `benchmarks/accounts_timing.py`
measures the whole over HTTP.
"""

import re

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

pytestmark = pytest.mark.django_db
PASSWORD = "quatre mots faciles à retenir"
UNKNOWN = "lino@example.org"  # as long as Lina’s: the form shows it again
FORMS = {
    "/compte/connexion/": lambda address: {"login": address, "password": PASSWORD},
    "/compte/inscription/": lambda address: {"email": address, "password1": PASSWORD},
    "/compte/mot-de-passe-oublie/": lambda address: {"email": address},
}
every_form = pytest.mark.parametrize("path", FORMS)


@pytest.fixture
def hashed(monkeypatch):
    """Grows by one each time a password is hashed."""
    done = []
    real = MD5PasswordHasher.encode
    monkeypatch.setattr(MD5PasswordHasher, "encode", lambda *args: done.append(1) or real(*args))
    return done


@pytest.fixture
def send(hashed):
    """`send(path, address)` is what a stranger gets, and what it cost: hashes, and writes to the database."""

    def ask(path, address):
        cache.clear()
        hashed.clear()
        client = Client()
        with CaptureQueriesContext(connection) as queries:
            answer = client.post(path, FORMS[path](address))
        writes = [
            query for query in queries.captured_queries if query["sql"].startswith(("INSERT", "UPDATE", "DELETE"))
        ]
        return answer, len(hashed), len(writes)

    return ask


def bytes_of(answer, address):
    """All that travels, but for what is drawn anew for each page: the token of the form, the session, the proof."""
    drawn = re.compile(r'(?<=value=")[A-Za-z0-9]{64}(?=")')
    cookies = sorted((name, bool(morsel.value), morsel["max-age"]) for name, morsel in answer.cookies.items())
    headers = {name: value for name, value in answer.headers.items() if name not in {"Date", "Expires"}}
    return answer.status_code, headers, cookies, drawn.sub("", answer.content.decode()).replace(address, "")


@every_form
def test_an_address_with_an_account_gets_the_same_bytes(send, learner, path):
    known, unknown = send(path, learner.email)[0], send(path, UNKNOWN)[0]

    assert bytes_of(known, learner.email) == bytes_of(unknown, UNKNOWN)


@every_form
def test_the_page_that_follows_has_the_same_bytes(learner, path):
    pages = []
    for address in (learner.email, UNKNOWN):
        cache.clear()
        client = Client()
        pages.append(bytes_of(client.post(path, FORMS[path](address), follow=True), address))

    assert pages[0] == pages[1]


@every_form
def test_an_address_with_an_account_costs_as_many_hashes(send, learner, path):
    assert send(path, learner.email)[1] == send(path, UNKNOWN)[1]


@every_form
def test_an_address_that_is_not_confirmed_costs_as_many_hashes(send, learner, path):
    learner.emailaddress_set.update(verified=False)

    assert send(path, learner.email)[1] == send(path, UNKNOWN)[1]


@every_form
def test_a_closed_account_gets_the_same_bytes_and_costs_as_many_hashes(send, learner, path):
    learner.is_active = False
    learner.save()
    closed, unknown = send(path, learner.email), send(path, UNKNOWN)

    assert closed[1] == unknown[1]
    assert bytes_of(closed[0], learner.email) == bytes_of(unknown[0], UNKNOWN)


@pytest.mark.parametrize("path", ["/compte/connexion/", "/compte/mot-de-passe-oublie/"])
def test_an_address_with_an_account_costs_as_many_writes(send, learner, path):
    assert send(path, learner.email)[2] == send(path, UNKNOWN)[2]


def test_a_wrong_password_costs_one_hash_for_all(send, learner):
    assert send("/compte/connexion/", learner.email)[1] == send("/compte/connexion/", UNKNOWN)[1] == 1
