from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ImproperlyConfigured

from config.settings.environment import day

pytestmark = pytest.mark.django_db  # the page of 404
PATH = "/.well-known/security.txt"


def fields(client):
    answer = client.get(PATH)
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    return dict(line.split(": ", 1) for line in answer.content.decode().splitlines())


def test_there_is_no_file_while_nobody_was_named(visitor, settings):
    settings.SECURITY_CONTACT = ""

    assert visitor.get(PATH).status_code == 404


def test_it_says_what_rfc_9116_asks(visitor, settings):
    settings.SECURITY_CONTACT = "securite@example.org"

    said = fields(visitor)

    assert said["Contact"] == "mailto:securite@example.org"
    assert said["Canonical"] == f"http://testserver{PATH}"
    until = datetime.fromisoformat(said["Expires"]) - datetime.now(UTC)
    assert timedelta(days=28) < until <= timedelta(days=30)


def test_it_says_the_day_and_the_page_that_the_host_chose(visitor, settings):
    settings.SECURITY_CONTACT, settings.SECURITY_EXPIRES = "https://example.org/failles", "2027-01-31"

    said = fields(visitor)

    assert (said["Contact"], said["Expires"]) == ("https://example.org/failles", "2027-01-31T00:00:00Z")


def test_a_day_that_is_none_is_refused_with_the_name_of_the_variable(monkeypatch):
    monkeypatch.setenv("PARCOURS_SECURITY_EXPIRES", "31/01/2027")

    with pytest.raises(ImproperlyConfigured, match="PARCOURS_SECURITY_EXPIRES"):
        day("PARCOURS_SECURITY_EXPIRES")
