"""A lock is waited for a little; then what was written is given back."""

import json
import threading
import time
import uuid

import pytest
from django.db import OperationalError, connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.http import HttpResponse
from django.test import RequestFactory

from config import busy as busy_module
from config import waiting
from config.busy import GiveBack, is_locked

TEXT = "Bonjour,\nvoici « mon » message <b>entier</b>."


@pytest.fixture
def busy():
    answer = GiveBack(lambda request: HttpResponse())
    return lambda request: answer.process_exception(request, OperationalError("database is locked"))


def test_what_was_written_is_given_back_whole(busy):
    form = {"title": "Un titre", "source": TEXT, "csrfmiddlewaretoken": "abc", "key": "1"}

    told = busy(RequestFactory().post("/forum/x/", form))

    page = told.content.decode()
    assert (told.status_code, told["Retry-After"], told["Cache-Control"]) == (503, "5", "no-store")
    assert "Pas encore enregistré" in page
    assert "voici « mon » message &lt;b&gt;entier&lt;/b&gt;.</textarea>" in page
    assert 'name="csrfmiddlewaretoken" value="abc"' in page
    assert "Envoyer de nouveau" in page


def test_a_password_is_never_written_in_a_page(busy):
    page = busy(RequestFactory().post("/compte/", {"login": "a@b.fr", "password": "un secret"})).content.decode()

    assert "un secret" not in page
    assert "Revenez en arrière" in page


def test_a_script_is_answered_in_its_language(busy):
    told = busy(RequestFactory().put("/compte/carnet/", "{}", content_type="application/json"))

    assert (told.status_code, json.loads(told.content)) == (503, {"reason": "busy"})


@pytest.fixture
def away(monkeypatch):
    """A database that is away: `asked` are the requests that waited for it, `clock` what time it is."""
    clock, asked = [1_000.0], []

    def wait_in_vain(request):
        asked.append(request.path)
        clock[0] += 1.5
        answer = HttpResponse(status=503)
        answer.database_is_away = True
        return answer

    monkeypatch.setattr(busy_module.time, "monotonic", lambda: clock[0])
    return GiveBack(wait_in_vain), asked, clock


def test_one_waits_for_a_database_that_is_away_and_the_others_are_told_at_once(away):
    answer, asked, clock = away
    answer(RequestFactory().get("/"))

    told = answer(RequestFactory().post("/forum/x/", {"source": TEXT}))

    assert asked == ["/"]
    assert told.status_code == 503
    assert "voici « mon » message" in told.content.decode()
    clock[0] += 1.1
    answer(RequestFactory().get("/agir/"))
    assert asked == ["/", "/agir/"]


def test_a_monitor_always_asks_the_database(away):
    answer, asked, _clock = away
    answer(RequestFactory().get("/"))

    answer(RequestFactory().get("/sante/"))

    assert asked == ["/", "/sante/"]


@pytest.mark.parametrize("error", [OperationalError("no such table: x"), ValueError("database is locked"), None])
def test_another_error_stays_one(error):
    assert not is_locked(error)


def test_postgresql_says_it_by_its_code():
    error = OperationalError("canceling statement due to lock timeout")
    error.__cause__ = type("LockNotAvailable", (Exception,), {"sqlstate": "55P03"})()

    assert is_locked(error)


@pytest.fixture
def bounded(transactional_db, monkeypatch):
    """The connections of other threads wait as those of the site do."""
    if connection.vendor != "sqlite":
        pytest.skip("SQLite has one writer; PostgreSQL locks rows.")
    monkeypatch.setattr(waiting, "_places", threading.BoundedSemaphore(waiting.AT_ONCE))
    waiting.bound()
    yield
    waiting.connection_created.disconnect(dispatch_uid="config.waiting")


def in_a_thread(act):
    """Starts it, with a connection of its own; gives (seconds, what came of it) when joined."""
    outcome = []

    def run():
        from django.db import connection as own

        own.ensure_connection()
        start = time.monotonic()
        try:
            outcome.append(act(own))
        except OperationalError as error:
            outcome.append(error)
        outcome.insert(0, time.monotonic() - start)
        own.close()

    thread = threading.Thread(target=run)
    thread.start()
    return thread, outcome


def write(own: BaseDatabaseWrapper):
    from django.contrib.auth.models import Group
    from django.db import transaction

    with transaction.atomic():
        Group.objects.create(name=f"groupe {uuid.uuid4()}")  # a number of a thread serves again
    return "written"


def read(own: BaseDatabaseWrapper):
    from django.contrib.auth.models import Group

    return Group.objects.count() >= 0


def test_while_another_writes_few_wait_for_a_short_time_and_readers_never(bounded):
    from django.db import transaction

    with transaction.atomic():  # BEGIN IMMEDIATE: an import
        started = [in_a_thread(write) for _ in range(6)]
        time.sleep(0.3)
        reading = in_a_thread(read)
        for thread, _ in [*started, reading]:
            thread.join(10)

    seconds = sorted(outcome[0] for _, outcome in started)
    assert all(is_locked(outcome[1]) for _, outcome in started)
    assert seconds[-1] < 2
    assert sum(one > 1 for one in seconds) == waiting.AT_ONCE
    assert reading[1][1] is True
    assert reading[1][0] < 0.5


def test_when_nobody_writes_long_everybody_writes(bounded):
    started = [in_a_thread(write) for _ in range(2)]
    for thread, _ in started:
        thread.join(10)

    assert [outcome[1] for _, outcome in started] == ["written"] * 2
