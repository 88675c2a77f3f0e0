"""What is said of cookies is what is set: none to read, two to sign in and to write."""

import re
from pathlib import Path

import pytest
from django.test import Client

from tests.conftest import CLONE

pytestmark = pytest.mark.django_db
SAID = Path(CLONE, "demo/pages/vos-donnees.md")


def test_a_whole_visit_of_an_account_sets_the_two_cookies_that_are_said(settings, learner):
    client = Client()
    client.get("/compte/inscription/")
    client.post("/compte/inscription/", {"email": "n@example.org", "password1": "quatre mots faciles à retenir"})
    client.get("/compte/confirmation/")
    client.post("/compte/connexion/", {"login": learner.email, "password": "mot de passe de Lina"})
    client.post("/compte/verifier/", {"password": "mot de passe de Lina"})
    client.post("/compte/adresse/", {"action_add": "", "email": "autre@example.org"})
    client.get("/compte/")

    assert set(client.cookies) == {settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME}


def test_the_page_about_data_names_the_cookies_of_production():
    from config.settings import base

    named = set(re.findall(r"`(__Host-[a-z]+)`", SAID.read_text(encoding="utf-8")))

    assert named == {base.SESSION_COOKIE_NAME, base.CSRF_COOKIE_NAME}
