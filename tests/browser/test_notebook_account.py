"""The notebook says where it is: in this browser, or in an account too. The pages are the same bytes for everybody."""

import pytest
from playwright.sync_api import expect

from .notebook_pages import serve_scenario, stored, wait_until
from .test_notebook_page import tick
from .test_notebook_sync import device, keep_in_account  # noqa: F401 (fixture)

pytestmark = pytest.mark.browser
OFFER = "Votre compte a un carnet. Le retrouver ici\u00a0?"


def sign_in(page, email):
    page.goto("/compte/connexion/?next=/carnet/")
    page.locator("#id_login").fill(email)
    page.locator("#id_password").fill("mot de passe de Lina")
    page.get_by_role("button", name="Se connecter", exact=True).click()
    page.wait_for_url("**/carnet/")


@pytest.fixture
def phone(device):  # noqa: F811
    """A device of Lina that keeps its notebook with her account."""
    page = device()
    tick(page, "Choisir", note="Du téléphone")
    keep_in_account(page)
    return page


def test_after_signing_in_elsewhere_the_first_thing_said_is_that_the_account_has_a_notebook(page, phone, learner):
    serve_scenario(page)
    said = []
    page.expose_function("heard", lambda word: said.append(word))
    page.add_init_script(
        "addEventListener('DOMContentLoaded', () => new MutationObserver(() => {"
        " if (document.querySelector('[data-part=empty]:not([hidden])')) heard('vide'); })"
        ".observe(document, { subtree: true, attributes: true }))"
    )
    sign_in(page, learner.email)

    offer = page.locator('[data-part="account-offer"]')
    expect(offer).to_contain_text(OFFER)
    expect(offer).to_contain_text("1 scénario, 1 note")
    assert said == []
    expect(page.get_by_role("link", name="Se connecter")).to_have_count(0)
    expect(page.locator(".footer").get_by_role("link", name="Mon compte")).to_have_attribute("href", "/compte/")
    offer.get_by_role("button", name="Le retrouver ici").click()

    expect(page.locator('[data-part="notes"]')).to_contain_text("Du téléphone")
    expect(offer).to_be_hidden()
    expect(page.locator(".lead")).to_contain_text("Il est sur cet appareil et dans votre compte.")
    assert stored(page)["scenarios"][":K8WDE"]["etapes"][":e2"]["taches"][":t1"][0] is True


def test_who_leaves_it_there_has_an_empty_notebook_here(page, phone, learner):
    sign_in(page, learner.email)
    page.get_by_role("button", name="Pas sur cet appareil").click()

    expect(page.get_by_text("Votre carnet est vide.")).to_be_visible()
    assert page.evaluate("localStorage.getItem('carnet')") is None


def test_the_sentences_say_that_the_account_has_it_too_and_no_copy_is_asked_for(phone):
    phone.goto("/agir/reunion/etape-2/")
    phone.locator("[data-note]").fill("Une note")
    phone.locator("[data-note]").blur()

    assert phone.locator("[data-save-state]").text_content() == "Enregistré sur cet appareil, puis dans votre compte."
    assert phone.locator("[data-nudge]").count() == 0
    phone.goto("/carnet/")
    expect(phone.locator('[data-part="notes"]')).to_contain_text(
        "Vos notes sont sur cet appareil et dans votre compte."
    )
    phone.get_by_role("button", name="Arrêter sur cet appareil").click()
    expect(phone.locator('[data-part="notes"]')).to_contain_text("Nous ne les recevons pas.")
    expect(phone.locator(".lead")).to_contain_text("nous ne le recevons pas")


def test_who_only_looked_at_the_page_of_signing_in_is_asked_once_and_reads_what_is_true(page):
    asked = []
    page.on("request", lambda request: asked.append(request.url) if "/compte/carnet/" in request.url else None)
    page.goto("/compte/connexion/")
    for _visit in range(2):
        page.goto("/carnet/")
        expect(page.get_by_text("Votre carnet est vide.")).to_be_visible()
        expect(page.locator(".footer").get_by_role("link", name="Se connecter")).to_be_visible()

    assert len(asked) == 1
    wait_until(page, "localStorage.getItem('compte') === null")


def test_after_signing_out_pages_say_se_connecter_again(page, learner):
    sign_in(page, learner.email)
    page.goto("/compte/deconnexion/")
    page.locator("main").get_by_role("button").first.click()
    page.goto("/glossaire/")

    expect(page.locator(".footer").get_by_role("link", name="Se connecter")).to_be_visible()
