"""An account in a real browser: altcha's proof while the form is filled, a passkey made and used."""

import time

import pytest

pytestmark = pytest.mark.browser
PASSWORD = "mot de passe de Lina"


def test_signing_up_solves_the_proof_while_the_form_is_filled(page):
    page.goto("/compte/inscription/")
    page.fill("[name=email]", "nouvelle@example.org")
    page.fill("[name=password1]", "quatre mots faciles à retenir")

    proof = wait_for_proof(page)
    page.click("main form button[type=submit]")

    assert len(proof) > 100
    assert page.inner_text("h1") == "Ouvrez votre messagerie"


def wait_for_proof(page):
    limit = time.monotonic() + 30
    while not (proof := page.input_value("[name=altcha]")) and time.monotonic() < limit:
        time.sleep(0.1)
    return proof


def test_a_passkey_is_made_then_opens_the_account(page, learner):
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    page.goto("/compte/connexion/?next=/compte/cles/ajouter/")
    page.fill("[name=login]", learner.email)
    page.fill("[name=password]", PASSWORD)
    page.click("form.account__form button")
    page.fill("[name=password]", PASSWORD)
    page.click("form.account__form button")
    page.fill("[name=name]", "Mon téléphone")
    page.check("[name=passwordless]")
    page.click("#add_key")
    page.wait_for_url("**/codes-de-secours/")

    page.goto("/compte/deconnexion/")
    page.click("form.account__form button")
    page.goto("/compte/connexion/")
    page.click("#passkey_login")
    page.wait_for_url("**/compte/")

    assert page.inner_text("h1") == "Mon compte"
