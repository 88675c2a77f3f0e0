"""`/carnet/` itself: copies in and out, what is refused, the shared computer, erasing, the theme; by keyboard too."""

import base64
import json
import re
import zlib
from pathlib import Path

import pytest
from playwright.sync_api import expect

from notebook import parse

from .notebook_pages import serve_scenario, stored, wait_until

pytestmark = pytest.mark.browser

NOT_A_NOTEBOOK = "Ce fichier n’est pas un carnet. Rien n’a été changé."
STAMP = 1_763_800_000_000


@pytest.fixture
def site(page):
    serve_scenario(page)
    return page


def tick(page, name="Choisir", note=""):
    page.goto("/agir/reunion/etape-2/")
    page.get_by_label(name).check()
    page.locator("[data-note]").fill(note)
    page.locator("[data-note]").blur()


def open_copy(page, name, content):
    raw = content if isinstance(content, bytes) else content.encode()
    page.get_by_label("Ouvrir une copie").set_input_files({"name": name, "mimeType": "application/json", "buffer": raw})


def notebook_of(steps):
    scenario = {"titre": "Organiser une réunion", "url": "/agir/reunion/", "total": 3, "etapes": steps}
    return json.dumps({"format": "carnet", "version": 1, "scenarios": {"K8WDE": scenario}})


def status(page):
    return page.locator('[data-part="status"]')


def preview(page):
    return page.locator('[data-part="preview"]')


def test_an_empty_notebook_says_how_it_fills_and_writes_nothing(page):
    page.goto("/carnet/")

    expect(page.get_by_text("Votre carnet est vide.")).to_be_visible()
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
    assert page.context.cookies() == []


def test_without_javascript_the_page_says_what_to_do(page, browser, live_server):
    without = browser.new_context(base_url=live_server.url, java_script_enabled=False).new_page()
    without.goto("/carnet/")

    assert without.locator("noscript p").is_visible()
    assert without.get_by_role("button", name="Tout effacer").is_hidden()
    without.context.close()


def test_what_is_in_progress_shows_its_next_action_and_its_note(site):
    tick(site, note="Réserver la salle")
    site.goto("/carnet/")

    card = site.locator('[data-part="current"] li')
    expect(card).to_contain_text("Étape 2 sur 3")
    expect(card.get_by_role("link", name="Reprendre l’étape 2")).to_have_attribute("href", "/agir/reunion/etape-2/")
    expect(site.locator('[data-part="notes"]')).to_contain_text("Réserver la salle")


def test_a_copy_saved_here_joins_what_was_ticked_there(site, browser, live_server):
    tick(site, "Choisir", note="Réserver la salle")
    site.goto("/carnet/")
    with site.expect_download() as download:
        site.get_by_role("button", name="Enregistrer une copie").click()
    assert re.fullmatch(r"carnet-\d{4}-\d\d-\d\d\.json", download.value.suggested_filename)
    copy = Path(download.value.path()).read_bytes()

    there = browser.new_context(base_url=live_server.url, locale="fr-FR").new_page()
    serve_scenario(there)
    tick(there, "Envoyer")
    there.goto("/carnet/")
    open_copy(there, "carnet.json", copy)
    expect(preview(there)).to_contain_text(
        "Ce fichier\u00a0: 1 scénario, 1 note. Votre carnet\u00a0: 1 scénario. Réunir les deux\u00a0?"
    )
    there.get_by_role("button", name="Réunir").click()

    expect(status(there)).to_have_text("Les deux sont réunis. Enregistré dans ce navigateur.")
    step = stored(there)["scenarios"][":K8WDE"]["etapes"][":e2"]
    assert {task: pair[0] for task, pair in step["taches"].items()} == {":t1": True, ":t3": True}
    assert step["note"][0] == "Réserver la salle"
    there.context.close()


def test_a_preview_that_is_left_changes_nothing(site):
    tick(site)
    before = stored(site)
    site.goto("/carnet/")
    open_copy(site, "carnet.json", notebook_of({"e1": {"etat": ["fait", STAMP]}}))
    site.get_by_role("button", name="Laisser tel quel").click()

    expect(status(site)).to_have_text("Rien n’a été changé.")
    assert stored(site) == before


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("liste.txt", "Bonjour", NOT_A_NOTEBOOK),
        ("vide.json", "", NOT_A_NOTEBOOK),
        ("coupe.json", notebook_of({"e1": {"etat": ["fait", STAMP]}})[:-7], NOT_A_NOTEBOOK),
        ("image.json", b"\x89PNG\r\n\x1a\n\xff\xfe", NOT_A_NOTEBOOK),
        (
            "recent.json",
            '{"format":"carnet","version":3}',
            "Ce carnet vient d’une version plus récente du site. Rien n’a été changé.",
        ),
        ("gros.json", b" " * 10_000_000, "Ce carnet est trop gros. Rien n’a été changé."),
        (
            "futur.json",
            notebook_of({"e1": {"etat": ["fait", 9_000_000_000_000]}}),
            "Les dates de ce carnet sont fausses. Rien n’a été changé.",
        ),
    ],
)
def test_a_file_that_is_not_a_sound_notebook_is_refused_with_its_sentence(site, name, content, sentence):
    tick(site)
    before = site.evaluate("JSON.stringify(localStorage)")
    site.goto("/carnet/")
    open_copy(site, name, content)

    expect(status(site)).to_have_text(sentence)
    expect(preview(site)).to_be_hidden()
    assert site.evaluate("JSON.stringify(localStorage)") == before


def test_hostile_texts_are_shown_as_texts(site):
    site.goto("/carnet/")
    hostile = "<img src=x onerror=\"document.title='pris'\">"
    note = [hostile, STAMP, {"plume": "p", "vus": {"p": STAMP}}]
    copy = json.loads(notebook_of({"e1": {"titre": hostile, "note": note, "qui": [hostile, STAMP]}}))
    copy["scenarios"]["K8WDE"]["titre"] = hostile
    open_copy(site, "carnet.json", json.dumps(copy))
    site.get_by_role("button", name="Réunir").click()

    expect(site.locator('[data-part="notes"] .note')).to_have_text(hostile)
    assert site.locator("main img").count() == 0
    assert site.title() != "pris"


def test_the_link_carries_ticks_and_no_note_and_no_server_hears_of_it(site, browser, live_server):
    tick(site, note="Code de la porte")
    site.goto("/carnet/")
    requests = []
    site.context.on("request", lambda request: requests.append(request.url))
    site.get_by_role("button", name="M’envoyer un lien").click()
    field = site.get_by_label("Ce lien contient vos coches, vos outils")
    expect(field).to_have_value(re.compile("/carnet/#c="))
    link = field.input_value()

    packed = link.split("#c=")[1]
    sent = parse(zlib.decompress(base64.urlsafe_b64decode(packed + "=" * (-len(packed) % 4)), -15))
    assert sent["scenarios"][":K8WDE"]["etapes"][":e2"]["taches"][":t1"][0] is True
    assert "Code de la porte" not in json.dumps(sent, ensure_ascii=False)
    there = browser.new_context(base_url=live_server.url, locale="fr-FR").new_page()
    serve_scenario(there)
    there.context.on("request", lambda request: requests.append(request.url))
    there.goto(link)
    expect(preview(there)).to_contain_text("Ce lien\u00a0: 1 scénario. Votre carnet\u00a0: rien encore.")
    assert "#c=" not in there.url
    there.get_by_role("button", name="Réunir").click()
    expect(status(there)).to_contain_text("Les deux sont réunis.")
    assert stored(there)["scenarios"][":K8WDE"]["etapes"][":e2"]["taches"][":t1"][0] is True
    assert [url for url in requests if packed[:20] in url.split("#")[0] and url.startswith("http")] == []
    there.context.close()


def test_a_link_that_unfolds_into_gigabytes_or_into_nothing_is_refused(site):
    bomb = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = base64.urlsafe_b64encode(bomb.compress(b" " * 50_000_000) + bomb.flush()).decode().rstrip("=")
    site.goto("/carnet/")
    site.evaluate("packed => { location.hash = `c=${packed}`; }", packed)
    expect(status(site)).to_have_text("Ce carnet est trop gros. Rien n’a été changé.")

    site.evaluate("() => { location.hash = 'c=###'; }")

    expect(status(site)).to_have_text(NOT_A_NOTEBOOK)
    assert site.evaluate("localStorage.length") == 0


def test_everything_is_erased_by_keyboard_and_the_home_page_is_as_new(site):
    tick(site, note="Secret")
    site.evaluate("async () => { sessionStorage.autre = '1'; await caches.open('hors-ligne'); }")
    site.goto("/carnet/")
    site.get_by_role("button", name="Tout effacer").focus()
    site.keyboard.press("Enter")
    expect(site.get_by_role("dialog")).to_contain_text("Effacer tout le carnet de ce navigateur\u00a0?")
    site.keyboard.press("Tab")
    site.keyboard.press("Enter")

    expect(status(site)).to_have_text("C’est effacé. Personne ne peut le retrouver.")
    wait_until(site, "(await caches.keys()).length === 0")
    assert site.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
    site.goto("/accueil-d-essai/")
    wait_until(site, "document.readyState === 'complete'")
    assert site.locator('[data-notebook="resume"]').is_hidden()


def test_escape_keeps_the_notebook(site):
    tick(site)
    site.goto("/carnet/")
    site.get_by_role("button", name="Tout effacer").click()
    site.keyboard.press("Escape")

    expect(site.get_by_role("dialog")).to_be_hidden()
    assert ":K8WDE" in stored(site)["scenarios"]


def test_another_tab_does_not_write_back_what_was_erased(site):
    tick(site, note="Secret")
    other = site.context.new_page()
    other.goto("/carnet/")
    other.get_by_role("button", name="Tout effacer").click()
    other.get_by_role("button", name="Oui, effacer").click()
    expect(status(other)).to_contain_text("C’est effacé.")

    site.get_by_label("Envoyer").check()

    step = stored(site)["scenarios"][":K8WDE"]["etapes"][":e2"]
    assert list(step["taches"]) == [":t3"]
    assert "note" not in step


def test_on_a_shared_computer_the_notebook_leaves_with_the_tab(site):
    tick(site)
    site.goto("/carnet/")
    site.get_by_role("checkbox", name="Ordinateur partagé").check()
    expect(status(site)).to_contain_text("n’est gardé que dans cet onglet")
    assert site.evaluate("localStorage.getItem('carnet')") is None
    site.goto("/agir/reunion/etape-2/")
    expect(site.get_by_label("Choisir")).to_be_checked()
    site.get_by_label("Envoyer").check()
    assert site.evaluate("localStorage.getItem('carnet')") is None

    other = site.context.new_page()
    other.goto("/carnet/")
    expect(other.get_by_text("Votre carnet est vide.")).to_be_visible()

    site.goto("/carnet/")
    site.get_by_role("checkbox", name="Ordinateur partagé").uncheck()
    expect(status(site)).to_contain_text("reste dans ce navigateur")
    assert stored(site)["scenarios"][":K8WDE"]["etapes"][":e2"]["taches"][":t3"][0] is True


def test_one_scenario_is_taken_out_and_an_old_copy_does_not_bring_it_back(site):
    tick(site)
    copy = site.evaluate("localStorage.getItem('carnet')")
    site.goto("/carnet/")
    site.get_by_role("button", name="Retirer Organiser une réunion").click()
    site.get_by_role("button", name="Oui, effacer").click()
    expect(status(site)).to_have_text("C’est retiré.")

    open_copy(site, "carnet.json", copy)
    site.get_by_role("button", name="Réunir").click()

    expect(status(site)).to_contain_text("Les deux sont réunis.")
    expect(site.get_by_text("Votre carnet est vide.")).to_be_visible()


def test_the_theme_is_chosen_kept_and_applied_before_the_page_shows(site):
    site.goto("/carnet/")
    site.get_by_label("Sombre").check()
    assert site.evaluate("document.documentElement.dataset.theme") == "dark"
    site.reload()
    assert site.evaluate("document.documentElement.dataset.theme") == "dark"
    expect(site.get_by_label("Sombre")).to_be_checked()

    site.get_by_label("Comme l’appareil").check()

    assert site.evaluate("document.documentElement.dataset.theme") is None


def test_what_was_unreadable_can_be_saved_as_a_file(site):
    site.goto("/accueil-d-essai/")
    site.evaluate("localStorage.setItem('carnet', 'illisible')")
    site.goto("/carnet/")
    expect(site.get_by_text("1 carnet mis de côté n’a pas pu être réuni au vôtre.")).to_be_visible()

    with site.expect_download() as download:
        site.get_by_role("button", name="Enregistrer ce qui a été mis de côté").click()

    copy = Path(download.value.path()).read_bytes()
    assert [text for text, _ in json.loads(copy)["illisible"].values()] == ["illisible"]
    open_copy(site, download.value.suggested_filename, copy)
    expect(preview(site)).to_contain_text("Ce fichier\u00a0: 1 partie illisible.")
    site.get_by_role("button", name="Réunir").click()
    assert [text for text, _ in stored(site)["illisible"].values()] == ["illisible"]


def test_storage_is_asked_to_stay_only_after_a_first_copy(site):
    site.add_init_script("window.asked = 0; navigator.storage.persist = async () => { window.asked += 1; };")
    tick(site)
    site.goto("/carnet/")
    wait_until(site, "!document.querySelector('[data-notebook=page]').hidden")
    assert site.evaluate("window.asked") == 0

    with site.expect_download():
        site.get_by_role("button", name="Enregistrer une copie").click()

    assert site.evaluate("window.asked") == 1


def test_the_page_fits_320_pixels_with_a_full_notebook(site):
    long = "Anticonstitutionnellement" * 4
    note = [long, STAMP, {"plume": "p", "vus": {"p": STAMP}}]
    site.goto("/carnet/")
    open_copy(site, "carnet.json", notebook_of({"e1": {"titre": long, "rang": 1, "note": note}}))
    site.get_by_role("button", name="Réunir").click()
    site.set_viewport_size({"width": 320, "height": 640})

    assert site.evaluate("document.documentElement.scrollWidth") <= 320
