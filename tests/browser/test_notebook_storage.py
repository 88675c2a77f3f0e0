"""The notebook where the browser refuses to keep it, has no room, or holds what cannot be read: nothing lost, and said."""

import json

import pytest
from playwright.sync_api import expect

from .notebook_pages import stored, wait_until
from .test_notebook_guide import guide, save_state, step_of  # noqa: F401 (fixture)

pytestmark = pytest.mark.browser
FULL = "Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError'); };"
REFUSED = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('', 'SecurityError'); } });"


def test_a_browser_that_refuses_storage_says_so_and_everything_else_works(guide):  # noqa: F811
    guide.add_init_script(REFUSED)
    guide.goto("/agir/reunion/etape-2/")
    guide.get_by_label("Choisir").check()

    sentence = "Non enregistré\u00a0: votre navigateur refuse. Copiez vos notes avant de partir."
    assert save_state(guide).text_content() == sentence
    assert guide.get_by_label("Choisir").is_checked()
    guide.goto("/accueil-d-essai/")
    expect(guide.locator('[data-notebook="resume"]')).to_contain_text("Votre navigateur ne garde rien.")


def test_a_full_browser_says_so_keeps_what_was_there_and_saves_when_there_is_room(guide):  # noqa: F811
    guide.goto("/agir/reunion/etape-2/")
    guide.get_by_label("Choisir").check()
    before = guide.evaluate("localStorage.getItem('carnet')")
    guide.evaluate(f"() => {{ window.room = Storage.prototype.setItem; {FULL} }}")
    guide.locator("[data-note]").fill("Pas de place")
    guide.locator("[data-note]").blur()
    sentence = "Non enregistré\u00a0: votre navigateur n’a plus de place. Copiez vos notes avant de partir."
    assert save_state(guide).text_content() == sentence
    assert guide.evaluate("localStorage.getItem('carnet')") == before

    guide.evaluate("() => { Storage.prototype.setItem = window.room; }")
    guide.get_by_label("Envoyer").check()

    assert step_of(guide)["note"][0] == "Pas de place"
    assert step_of(guide)["taches"][":t3"][0] is True


def test_what_a_full_browser_could_not_save_follows_in_the_tab_and_is_saved_later(guide):  # noqa: F811
    guide.goto("/agir/reunion/etape-2/")
    guide.get_by_label("Envoyer").check()
    guide.add_init_script(
        "const set = Storage.prototype.setItem; Storage.prototype.setItem = function (key, text) {"
        " if (this === localStorage && !location.search) throw new DOMException('', 'QuotaExceededError'); set.call(this, key, text); };"
    )
    guide.reload()
    guide.get_by_label("Choisir").check()
    guide.locator("[data-note]").fill("Pas de place")
    guide.locator("[data-note]").blur()
    for address in ("/agir/reunion/", "/agir/reunion/etape-2/"):
        guide.goto(address)

    assert "n’a plus de place" in save_state(guide).text_content()
    expect(guide.get_by_label("Choisir")).to_be_checked()
    expect(guide.locator("[data-note]")).to_have_value("Pas de place")
    assert guide.evaluate("Object.keys(sessionStorage).length") == 1
    assert ":t1" not in step_of(guide)["taches"]
    guide.goto("/agir/reunion/etape-1/?place")
    assert step_of(guide)["note"][0] == "Pas de place"
    assert set(step_of(guide)["taches"]) == {":t1", ":t3"}
    assert guide.evaluate("Object.keys(sessionStorage)") == []


def test_what_a_tab_could_not_save_does_not_come_back_after_all_was_erased(guide):  # noqa: F811
    guide.goto("/agir/reunion/etape-2/")
    guide.get_by_label("Envoyer").check()
    guide.evaluate(
        "() => { window.room = Storage.prototype.setItem; Storage.prototype.setItem = function (...all) { if (this === localStorage) throw new DOMException('', 'QuotaExceededError'); window.room.apply(this, all); }; }"
    )
    guide.get_by_label("Choisir").check()
    other = guide.context.new_page()
    other.goto("/carnet/")
    other.get_by_role("button", name="Tout effacer").click()
    other.get_by_role("button", name="Oui, effacer").click()
    expect(other.locator('[data-part="status"]')).to_contain_text("C’est effacé.")
    wait_until(guide, "Object.keys(sessionStorage).length === 0")

    guide.reload()
    expect(guide.get_by_label("Choisir")).not_to_be_checked()


def test_a_corrupted_notebook_is_set_aside_and_another_begins(guide):  # noqa: F811
    guide.goto("/agir/reunion/")
    guide.evaluate('localStorage.setItem(\'carnet\', \'{"format":"carnet","vers\')')
    guide.goto("/agir/reunion/etape-2/")
    guide.get_by_label("Choisir").check()

    kept = guide.evaluate("Object.entries(localStorage).filter(([key]) => key.startsWith('carnet-illisible-'))")
    assert [content for _, content in kept] == ['{"format":"carnet","vers']
    assert step_of(guide)["taches"][":t1"][0] is True


def test_a_corrupted_notebook_stays_where_it_is_when_there_is_no_room_to_set_it_aside(guide):  # noqa: F811
    guide.goto("/agir/reunion/")
    guide.evaluate("localStorage.setItem('carnet', 'illisible')")
    guide.add_init_script(FULL)
    guide.goto("/agir/reunion/etape-2/")
    guide.get_by_label("Choisir").check()

    assert "n’a plus de place" in save_state(guide).text_content()
    assert guide.evaluate("localStorage.getItem('carnet')") == "illisible"


def test_a_notebook_of_a_newer_version_is_left_as_it_is(guide):  # noqa: F811
    newer = json.dumps({"format": "carnet", "version": 3, "autrement": True})
    guide.goto("/agir/reunion/")
    guide.evaluate("text => localStorage.setItem('carnet', text)", newer)
    guide.goto("/agir/reunion/etape-2/")
    guide.get_by_label("Choisir").check()

    assert "version plus récente" in save_state(guide).text_content()
    assert guide.evaluate("localStorage.getItem('carnet')") == newer


def test_what_is_done_before_an_older_page_is_up_to_date_joins_the_newer_notebook(guide):  # noqa: F811
    guide.goto("/agir/reunion/")
    guide.evaluate("""() => localStorage.setItem('carnet', '{"format":"carnet","version":3}')""")
    guide.goto("/agir/reunion/etape-2/")
    guide.get_by_label("Choisir").check()
    written_by_the_newer_site = {"format": "carnet", "version": 2, "lecons": {":7QK2M": {"etat": ["lu", 1]}}}
    guide.evaluate("text => localStorage.setItem('carnet', text)", json.dumps(written_by_the_newer_site))

    guide.goto("/agir/reunion/etape-2/")

    expect(guide.get_by_label("Choisir")).to_be_checked()
    assert stored(guide)["lecons"] == {":7QK2M": {"etat": ["lu", 1]}}
    assert guide.evaluate("Object.keys(localStorage)") == ["carnet"]
