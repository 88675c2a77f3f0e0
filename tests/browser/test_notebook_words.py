"""Contents choose ids: a step, a task may be called as the format, or JavaScript, calls its own things."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.content import scenario, step

from .guided_site import PATH
from .notebook_pages import stored, wait_until
from .test_notebook_page import open_copy, preview, status
from .test_notebook_sync import device, keep_in_account  # noqa: F401 (fixture)

pytestmark = pytest.mark.browser
WORDS = ["note", "titre", "url", "version", "efface", "__proto__", "constructor"]
STAMP = 1_763_800_000_000


@pytest.fixture
def code(page):
    """The code of a scenario of seven steps and seven tasks each, all called by words of the format."""
    tasks = [{"type": "item", "id": word, "value": {"text": f"Tâche {word}", "joiner": "and"}} for word in WORDS]
    steps = [step(f"Étape {word}", id=word, tasks=tasks) for word in WORDS]
    return scenario("Réunir à distance", slug="reunir-a-distance", steps=steps).code


def tick_everything(page):
    for rank in range(1, len(WORDS) + 1):
        page.goto(f"{PATH}etape-{rank}/")
        for box in page.locator("[data-task]").all():
            box.check()
        page.locator("[data-note-fold]").evaluate("fold => { fold.open = true; }")
        page.locator("[data-note]").fill(f"Note {rank}")
        page.locator("[data-note]").blur()
        page.get_by_role("button", name="Marquer l’étape comme faite").click()


def expect_everything(page):
    for rank in range(1, len(WORDS) + 1):
        page.goto(f"{PATH}etape-{rank}/")
        expect(page.locator("[data-task]:checked")).to_have_count(len(WORDS))
        expect(page.locator("[data-note]")).to_have_value(f"Note {rank}")


def old_notebook(code, **more):
    """What version 1 wrote of such a scenario, and then could not read."""
    steps = {word: {"titre": word, "rang": 1, "taches": {word: [True, STAMP]}} for word in WORDS}
    step_with_note = {"e1": {"note": ["Réserver la salle", STAMP, {"plume": "p", "vus": {"p": STAMP}}]}}
    known = {"titre": "Autre", "url": "/agir/autre/", "total": 1, "etapes": step_with_note}
    return {
        "format": "carnet",
        "version": 1,
        "scenarios": {code: {"titre": "Réunir", "etapes": steps}, "7QK2M": known},
        **more,
    }


def test_everything_is_ticked_noted_and_found_again(page, code, browser, live_server):
    tick_everything(page)
    expect_everything(page)
    page.goto(f"{PATH}feuille-de-route/")
    expect(page.locator("[data-task-shown].is-done")).to_have_count(len(WORDS) ** 2)
    page.goto("/carnet/")
    expect(page.locator('[data-part="finished"]')).to_contain_text("Réunir à distance")
    expect(page.locator('[data-part="trouble"]')).to_be_hidden()
    with page.expect_download() as download:
        page.get_by_role("button", name="Enregistrer une copie").click()
    page.get_by_role("button", name="M’envoyer un lien").click()
    wait_until(page, "document.getElementById('lien').value")
    link = page.locator("#lien").input_value()

    there = browser.new_context(base_url=live_server.url, locale="fr-FR").new_page()
    there.goto(link)
    there.get_by_role("button", name="Réunir", exact=True).click()
    expect(status(there)).to_contain_text("Les deux sont réunis.")
    there.goto(f"{PATH}feuille-de-route/")
    expect(there.locator("[data-task-shown].is-done")).to_have_count(len(WORDS) ** 2)
    there.goto("/carnet/")
    open_copy(there, "carnet.json", Path(download.value.path()).read_bytes())
    there.get_by_role("button", name="Réunir", exact=True).click()
    expect(status(there)).to_contain_text("Les deux sont réunis.")
    expect_everything(there)
    there.context.close()


def test_such_a_scenario_is_copied_followed_and_shared(page, code, browser, live_server):
    page.goto(PATH)
    page.get_by_role("link", name="Reprendre et adapter").click()
    expect(page.get_by_label("Titre de l’étape")).to_have_count(len(WORDS))
    page.get_by_role("link", name="Suivre ce parcours").click()
    expect(page.locator("[data-task]:enabled")).to_have_count(len(WORDS) ** 2)
    for box in page.locator("[data-task]").all():
        box.check()
    page.get_by_label("Mes notes", exact=True).first.fill("À moi")
    page.get_by_label("Mes notes", exact=True).first.blur()
    page.reload()
    expect(page.locator("[data-task]:checked")).to_have_count(len(WORDS) ** 2)
    expect(page.get_by_label("Mes notes", exact=True).first).to_have_value("À moi")
    page.get_by_role("button", name="Partager", exact=True).click()
    wait_until(page, "document.querySelector('[data-share] input[readonly]').value")
    link = page.get_by_label("Lien du parcours").input_value()

    there = browser.new_context(base_url=live_server.url, locale="fr-FR").new_page()
    there.goto(link)
    expect(there.locator("[data-task]")).to_have_count(len(WORDS) ** 2)
    there.get_by_role("button", name="Suivre").click()
    there.locator("[data-task]").first.check()
    there.reload()
    expect(there.locator("[data-task]").first).to_be_checked()
    there.context.close()


def test_two_devices_and_the_account_keep_it_all(code, device):  # noqa: F811
    phone, computer = device(), device()
    tick_everything(phone)
    keep_in_account(phone)
    keep_in_account(computer)

    expect_everything(computer)


def test_a_notebook_that_was_set_aside_comes_back_at_the_next_visit(page, code):
    page.goto("/agir/")
    aside = json.dumps(old_notebook(code))
    now = json.dumps({"format": "carnet", "version": 1, "lecons": {"B4T9X": {"etat": ["lu", STAMP], "titre": "Lue"}}})
    page.evaluate(
        "([aside, now]) => { localStorage['carnet-illisible-2026-11-01T10:00:00.000Z'] = aside; localStorage.carnet = now; }",
        [aside, now],
    )
    page.goto(f"{PATH}etape-1/")

    expect(page.get_by_label("Tâche note")).to_be_checked()
    assert page.evaluate("Object.keys(localStorage)") == ["carnet"]
    page.goto("/carnet/")
    expect(page.locator('[data-part="trouble"]')).to_be_hidden()
    expect(page.locator('[data-part="notes"]')).to_contain_text("Réserver la salle")
    expect(page.locator('[data-part="finished"]')).to_contain_text("Lue")


def test_the_file_that_version_1_offered_is_opened(page, code):
    page.goto("/carnet/")
    open_copy(page, "carnet-illisible-2026-11-01.txt", json.dumps(old_notebook(code)) + "\n\n" + '{"format":"car')

    expect(preview(page)).to_contain_text("2 scénarios, 1 partie illisible, 1 note")
    page.get_by_role("button", name="Réunir", exact=True).click()
    expect(page.locator('[data-part="trouble"]')).to_contain_text("1 partie de ce carnet n’a pas pu être lue.")
    assert set(stored(page)["scenarios"][f":{code}"]["etapes"]) == {f":{word}" for word in WORDS}


def test_what_is_not_understood_is_counted_kept_and_does_not_hinder(page, code):
    page.goto("/agir/")
    notebook = old_notebook(code, reglages={"theme": [17, STAMP], "mesures": [False, STAMP]})
    page.evaluate("text => { localStorage.carnet = text; }", json.dumps(notebook))
    page.goto(f"{PATH}etape-2/")
    expect(page.get_by_label("Tâche titre")).to_be_checked()
    page.get_by_label("Tâche url").check()
    page.goto("/carnet/")

    expect(page.locator('[data-part="trouble"]')).to_contain_text("2 parties de ce carnet n’ont pas pu être lues.")
    expect(page.get_by_role("button", name="Enregistrer ce qui a été mis de côté")).to_be_hidden()
    [[text, _]] = stored(page)["illisible"].values()
    assert json.loads(text)["reglages"] == notebook["reglages"]
    page.get_by_role("button", name="Tout effacer").click()
    page.get_by_role("button", name="Oui, effacer").click()
    expect(page.locator('[data-part="trouble"]')).to_be_hidden()
