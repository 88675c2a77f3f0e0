"""The facts of the tool sheets: complete, verified on a day against something named, or said to be unverified."""

import re
from datetime import date
from urllib.parse import urlsplit

import pytest

from tests.demo.reading import items

CHOICES = {
    "account": {"non", "invites", "oui"},
    "phone": {"navigateur", "appli", "non"},
    "state": {"actif", "ralenti", "arrete", None},
}
TEXTS = ["publisher", "languages", "installation", "losses", "data", "accessibility", "cost", "summary"]
HOSTING = ["hosted_as_service", "hosted_by_host", "hosted_on_own_server"]
SHORTEST = 4  # words: "À vérifier." alone tells nobody what to try


@pytest.fixture(params=items("sheets/tools"), ids=lambda tool: tool.reference.rsplit("/", 1)[1])
def tool(request):
    return request.param


def test_its_facts_were_verified_on_a_day_against_something_named(tool):
    assert isinstance(tool.front["checked_on"], date)
    assert len(tool.front["checked_with"].split()) >= 6


def test_it_says_its_licence_or_that_it_must_be_verified(tool):
    unverified = re.search(r"licence[^.;]*à vérifier", tool.front["checked_with"], re.IGNORECASE)

    assert tool.front.get("software_licence") or unverified


@pytest.mark.parametrize("key", CHOICES)
def test_its_choices_are_made(tool, key):
    assert tool.front.get(key) in CHOICES[key]


def test_its_texts_say_something(tool):
    assert not [key for key in TEXTS if not str(tool.front.get(key, "")).strip()]
    assert not [key for key in ("losses", "data", "accessibility", "cost") if len(tool.front[key].split()) < SHORTEST]


def test_it_says_for_how_many_people_and_where_it_can_be_hosted(tool):
    assert tool.front["group_min"] >= 1
    assert tool.front.get("group_max", 10_000) > tool.front["group_min"]
    assert all(isinstance(tool.front[key], bool) for key in HOSTING)


def test_it_has_an_address_and_what_is_good_and_what_is_not(tool):
    assert urlsplit(tool.front["website"]).scheme == "https"
    assert len(tool.listed("pros")) >= 2
    assert tool.listed("cons")


def test_it_replaces_a_product_and_its_hosts_have_their_conditions(tool):
    assert tool.listed("replaces")
    assert all(host["conditions"] and host["url"].startswith("https://") for host in tool.listed("hosts"))


def test_no_sentence_stands_in_many_sheets():
    said: dict[str, list[str]] = {}
    for sheet in items("sheets/tools"):
        for key in ("installation", "losses", "data", "accessibility", "cost"):
            for sentence in str(sheet.front.get(key, "")).strip().split(". "):
                said.setdefault(sentence.strip(". \n"), []).append(sheet.reference)

    assert not {sentence: where for sentence, where in said.items() if len(sentence.split()) >= 3 and len(where) > 3}
