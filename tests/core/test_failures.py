import json
import logging
import sys

import psycopg
import psycopg_pool
import pytest
from django.db import IntegrityError, OperationalError
from django.test import Client, override_settings
from django.urls import path

from config.urls import *  # noqa: F403 (the site, with one address that fails)
from config.urls import urlpatterns as of_the_site
from core import failures
from core.failures import Formatter, errors_since, kind_of, scrubbed

SECRET_WORDS = ("anne.durand@example.org", "203.0.113.7", "jeton-secret")


def failing(request, word):
    raise IntegrityError(f"duplicate key\nDETAIL:  Key (email)=({SECRET_WORDS[0]}) exists, from {SECRET_WORDS[1]}.")


urlpatterns = [path("panne/<slug:word>/", failing), *of_the_site]


@pytest.fixture
def errors(settings, tmp_path):
    """What is counted in this test alone."""
    settings.VAR_DIR = tmp_path
    return lambda: errors_since(days=7)


@pytest.fixture
def failed(errors, capsys):
    """A visitor met an error: the page, and what standard error says."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Formatter())
    logging.getLogger().addHandler(handler)
    with override_settings(ROOT_URLCONF=__name__):
        page = Client(raise_request_exception=False).get("/panne/jeton-secret/?q=anne")
    logging.getLogger().removeHandler(handler)
    return page, capsys.readouterr().err


def test_an_error_stands_on_the_page_in_the_log_and_in_the_count_under_one_reference(failed, errors):
    page, log = failed
    [entry] = errors()

    assert page.status_code == 500
    assert entry["reference"] in page.content.decode()
    assert f"[référence {entry['reference']}]" in log
    assert "Traceback" in log
    assert entry["place"] == "GET /panne/<slug:word>/"


@pytest.mark.parametrize("word", [*SECRET_WORDS, "q=anne"])
def test_nothing_of_a_person_stands_in_the_log_nor_in_the_count(failed, errors, word):
    _page, log = failed

    assert word not in log
    assert word not in json.dumps(errors())


def test_the_page_of_an_error_needs_no_database(failed):
    page, _log = failed

    assert "référence" in page.content.decode()
    assert page["Content-Type"].startswith("text/html")


def test_a_flood_of_errors_does_not_fill_the_ledger(errors, monkeypatch):
    monkeypatch.setattr(failures, "MOST_A_DAY", 1_000)
    record = logging.LogRecord("core", logging.ERROR, "", 1, "Une panne", None, None)

    for _ in range(100):
        failures.Ledger().emit(record)

    assert 5 < len(errors()) < 20


def test_administrators_get_one_mail_an_hour_for_each_kind(errors, settings, mailoutbox):
    settings.ADMINS = [("", "hote@example.org")]
    record = logging.LogRecord("core", logging.ERROR, "", 1, "Une panne", None, None)

    failures.AdminMails().emit(record)
    failures.AdminMails().emit(record)
    failures.AdminMails().emit(logging.LogRecord("mail", logging.ERROR, "", 1, "Une autre", None, None))

    assert [mail.subject.split(" : ")[1] for mail in mailoutbox] == ["core", "mail"]


def test_without_administrators_nobody_is_written_to(errors, settings, mailoutbox):
    settings.ADMINS = []

    failures.AdminMails().emit(logging.LogRecord("core", logging.ERROR, "", 1, "Une panne", None, None))

    assert mailoutbox == []


def test_the_same_fault_is_one_kind_and_another_is_another():
    def record_of(error):
        try:
            raise error
        except Exception:
            return logging.LogRecord("core", logging.ERROR, "", 1, "", None, sys.exc_info())

    assert kind_of(record_of(ValueError("un"))) == kind_of(record_of(ValueError("deux")))
    assert kind_of(record_of(ValueError("un"))) != kind_of(record_of(KeyError("un")))


def test_a_full_disk_loses_the_count_and_nothing_else(errors, settings, tmp_path):
    settings.VAR_DIR = tmp_path / "a file"
    settings.VAR_DIR.write_text("")

    failures.Ledger().emit(logging.LogRecord("core", logging.ERROR, "", 1, "Une panne", None, None))


def test_what_a_database_quotes_is_left_out():
    assert scrubbed("Key\nDETAIL:  Key (nom)=(Anne) exists.") == "Key\nDETAIL: (…)"


def away(request):
    raise OperationalError("connection refused") from psycopg.OperationalError("connection refused")


def test_a_database_that_is_away_closes_the_site_for_a_moment_with_its_own_page(errors):
    class Gone:
        def __init__(self, get_response):
            pass

        def __call__(self, request):
            away(request)

    with override_settings(MIDDLEWARE=[f"{__name__}.Gone"]):
        globals()["Gone"] = Gone
        page = Client(raise_request_exception=False).get("/")

    assert (page.status_code, page["Retry-After"]) == (503, "5")
    assert "en entretien" in page.content.decode() or "ferm" in page.content.decode()


@pytest.mark.parametrize(
    ("cause", "expected"),
    [
        (psycopg.OperationalError("refused"), True),
        (psycopg_pool.PoolTimeout("2 s"), True),
        (psycopg.errors.AdminShutdown("57P01"), True),
        (psycopg.errors.LockNotAvailable("55P03"), False),
        (ValueError("x"), False),
    ],
)
def test_what_is_away_is_not_what_is_busy_or_wrong(cause, expected):
    error = OperationalError("x")
    error.__cause__ = cause

    assert failures.is_away(error) is expected
