"""A credential of another shape is refused with a sentence, before the library reads it."""

import base64
import json

import pytest
from django.contrib.messages import get_messages

from accounts.passkeys import is_readable


def base64url(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


CLIENT_DATA = {"type": "webauthn.get", "challenge": "AAAA", "origin": "https://parcours.example"}
SENT = {
    "id": "AAAA",
    "rawId": "AAAA",
    "type": "public-key",
    "clientExtensionResults": {},
    "response": {
        "clientDataJSON": base64url(json.dumps(CLIENT_DATA).encode()),
        "authenticatorData": base64url(bytes(37)),
        "signature": "AAAA",
        "userHandle": "MQ",
    },
}


def test_what_a_browser_sends_is_read():
    assert is_readable(json.dumps(SENT))


@pytest.mark.parametrize("text", ["", "{", "null", "[]", "{}", "1", '{"response": {}}', '{"response": "x"}'])
def test_what_is_no_credential_is_not(text):
    assert not is_readable(text)


@pytest.mark.parametrize("part", ["clientDataJSON", "authenticatorData", "signature"])
@pytest.mark.parametrize("value", [None, 1, [], "é", "A"])
def test_a_part_of_another_kind_is_not(part, value):
    assert not is_readable(json.dumps({**SENT, "response": {**SENT["response"], part: value}}))


@pytest.mark.parametrize("address", ["/compte/connexion/cle/"])
def test_the_form_is_given_back(db, visitor, address):
    visitor.get(address, headers={"X-Requested-With": "XMLHttpRequest"})

    response = visitor.post(address, {"credential": "{}"})

    assert (response.status_code, response["Location"]) == (302, address)
    assert [str(message) for message in get_messages(response.wsgi_request)] == [
        "Votre navigateur a envoyé une clé d’accès illisible. Réessayez."
    ]
