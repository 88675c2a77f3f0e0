"""The calendar files of a scenario, as calendar programs read them."""

import datetime

import pytest
from django.utils import timezone
from icalendar import Calendar

from tests.content import action, scenario, step

USE, OTHER_USE = "groupe-du-lundi", "groupe-du-mardi"


@pytest.fixture
def guided(db):
    return scenario("Organiser une réunion", steps=[step(f"Faire la chose {n}", [action()]) for n in range(1, 4)])


@pytest.fixture
def events(guided, visitor):
    def ask(query):
        response = visitor.get(f"/agir/{guided.slug}/feuille-de-route.ics?{query}")
        return Calendar.from_ical(response.content).walk("VEVENT")

    return ask


def uids(events) -> list[str]:
    return [str(event["uid"]) for event in events]


def test_dated_steps_become_events_of_whole_days(events):
    dated, review = events("quand2=2026-12-31&quand3=jamais&bilan=3-mois")

    assert str(dated["summary"]) == "Faire la chose 2"
    assert str(review["summary"]) == "Faire le point\u00a0: Organiser une réunion"
    assert dated.decoded("dtstart") == datetime.date(2026, 12, 31)
    assert dated.decoded("dtend") == datetime.date(2027, 1, 1)
    assert {str(dated["transp"]), str(review["transp"])} == {"TRANSPARENT"}


def test_a_group_that_moves_a_date_moves_its_own_event(events, monkeypatch):
    [before] = events(f"quand2=2026-12-01&agenda={USE}")
    later = timezone.now() + datetime.timedelta(minutes=5)
    monkeypatch.setattr(timezone, "now", lambda: later)
    [after] = events(f"quand2=2026-12-08&agenda={USE}")

    assert before["uid"] == after["uid"]
    assert after["sequence"] > before["sequence"]
    assert after.decoded("dtstamp") > before.decoded("dtstamp")


@pytest.mark.parametrize("other", [f"quand1=2026-12-08&agenda={OTHER_USE}", "quand1=2026-12-08", "quand1=2027-12-01"])
@pytest.mark.parametrize("first", [f"quand1=2026-12-01&agenda={USE}", "quand1=2026-12-01"])
def test_nobody_moves_the_dates_of_somebody_else(events, first, other):
    assert not set(uids(events(first))) & set(uids(events(other)))


def test_the_same_dates_twice_make_the_same_events(events):
    query = "quand1=2026-12-01&quand2=2026-12-02"

    assert uids(events(query)) == uids(events(query))
    assert len(set(uids(events(query)))) == 2


@pytest.mark.parametrize("query", ["", "quand1=", "quand1=9999-12-31", "quand1=0001-01-01", "agenda=vide"])
def test_a_calendar_without_a_date_is_asked_for_one(guided, visitor, query):
    told = visitor.get(f"/agir/{guided.slug}/feuille-de-route.ics?{query}", follow=True)

    assert told.redirect_chain == [(f"{guided.url}feuille-de-route/?agenda=vide#agenda", 302)]
    assert "Aucune date n’a été donnée" in told.content.decode()


@pytest.mark.parametrize("use", ["court", "a" * 65, "é" * 10, "deux mots ici"])
def test_a_name_that_no_browser_drew_counts_for_nothing(events, use):
    assert uids(events(f"quand1=2026-12-01&agenda={use}")) == uids(events("quand1=2026-12-01"))
