"""Each field that asks for something of a person says what, so that a browser can fill it (WCAG 2.1, 1.3.5)."""

from html.parser import HTMLParser

import pytest

from tests.content import tool

pytestmark = pytest.mark.django_db

PURPOSES = {
    "email": {"email"},
    "login": {"email", "username"},
    "password": {"current-password"},
    "oldpassword": {"current-password"},
    "password1": {"new-password"},
    "password2": {"new-password"},
    "display_name": {"nickname", "name"},
    "name": {"nickname", "name"},
    "reply_to": {"email"},
}
PUBLIC = ["/compte/inscription/", "/compte/connexion/", "/compte/mot-de-passe-oublie/"]
OWN = ["/compte/nom/", "/compte/adresse/", "/compte/mot-de-passe/", "/compte/supprimer/"]


class Fields(HTMLParser):
    """The fields of a page that ask for something of a person: name and purpose."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = dict(attributes)
        if tag != "input" or given.get("type") == "hidden":
            return
        name = given.get("name") or ""
        if name in PURPOSES or given.get("type") in {"email", "password", "tel"}:
            self.found.append((name, given.get("autocomplete") or ""))


def fields(client, address):
    answer = client.get(address, follow=True)
    assert answer.status_code == 200, address
    reader = Fields()
    reader.feed(answer.content.decode())
    return reader.found


def without_purpose(found):
    return [(name, said) for name, said in found if said not in PURPOSES.get(name, set())]


@pytest.mark.parametrize("address", PUBLIC)
def test_the_forms_of_the_door_say_what_they_ask_for(visitor, address):
    found = fields(visitor, address)

    assert found
    assert without_purpose(found) == []


@pytest.mark.parametrize("address", OWN)
def test_the_forms_of_an_account_say_what_they_ask_for(signed_in, contributor, address):
    client = signed_in(contributor)
    client.post("/compte/verifier/", {"password": "mot de passe de Camille"})

    found = fields(client, address)

    assert found
    assert without_purpose(found) == []


def test_the_report_of_a_reader_says_what_it_asks_for(visitor):
    found = fields(visitor, f"/signaler/{tool('Framadate').code}/")

    assert found
    assert without_purpose(found) == []
