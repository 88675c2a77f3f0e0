"""Ticks, notes and statuses on step pages, by keyboard, one page after the other."""

import re

import pytest
from playwright.sync_api import expect

from .notebook_pages import serve_scenario, stored, wait_until

pytestmark = pytest.mark.browser


@pytest.fixture
def guide(page):
    serve_scenario(page)
    return page


def step_of(page, step="e2"):
    return stored(page)["scenarios"][":K8WDE"]["etapes"][f":{step}"]


def save_state(page):
    return page.locator("[data-save-state]")


def test_without_javascript_ticks_are_off_and_say_why(page, browser, live_server):
    without = browser.new_context(base_url=live_server.url, java_script_enabled=False).new_page()
    serve_scenario(without)
    without.goto("/agir/reunion/etape-2/")

    assert without.locator("[data-task]").first.is_disabled()
    assert without.get_by_text("Pour cocher ici, activez JavaScript.").is_visible()
    without.context.close()


def test_a_step_is_ticked_noted_and_finished_by_keyboard_alone(guide):
    guide.goto("/agir/reunion/etape-2/")
    guide.get_by_label("Choisir").focus()

    guide.keyboard.press("Space")
    assert save_state(guide).text_content() == "Enregistré dans ce navigateur."
    guide.keyboard.press("Tab")
    guide.keyboard.press("Tab")
    guide.keyboard.press("Space")
    assert guide.get_by_text("Tout est coché.").is_visible()
    guide.keyboard.press("Tab")
    guide.keyboard.type("Réserver la salle")
    guide.keyboard.press("Tab")
    guide.get_by_role("button", name="Marquer l’étape comme faite").focus()
    guide.keyboard.press("Enter")

    assert save_state(guide).text_content() == "Fait. Enregistré dans ce navigateur."
    assert guide.locator("[data-step-link=e2]").inner_text() == "Se retrouver à distance (fait)"
    assert guide.get_by_text("Tout est coché.").is_hidden()
    step = step_of(guide)
    assert step["etat"][0] == "fait"
    assert {task: pair[0] for task, pair in step["taches"].items()} == {":t1": True, ":t3": True}
    assert step["note"][0] == "Réserver la salle"


def test_one_comes_back_to_the_step_with_its_ticks(guide):
    guide.goto("/agir/reunion/etape-2/")
    guide.get_by_label("Choisir").check()
    guide.get_by_label("Envoyer").check()
    guide.goto("/accueil-d-essai/")

    band = guide.locator('[data-notebook="resume"]')
    expect(band).to_contain_text("Vous aviez commencé\u00a0: Organiser une réunion, étape 2 sur 3.")
    band.get_by_role("link", name="Reprendre").click()

    expect(guide).to_have_url(re.compile("/agir/reunion/etape-2/$"))
    expect(guide.get_by_label("Choisir")).to_be_checked()
    expect(guide.get_by_label("Envoyer")).to_be_checked()


def test_later_leaves_the_band_aside_until_something_changes(guide):
    guide.goto("/agir/reunion/etape-2/")
    guide.get_by_label("Choisir").check()
    guide.goto("/accueil-d-essai/")
    band = guide.locator('[data-notebook="resume"]')

    band.get_by_role("button", name="Plus tard").click()
    guide.reload()
    assert band.is_hidden()

    guide.goto("/agir/reunion/etape-2/")
    guide.get_by_label("Envoyer").check()
    guide.goto("/accueil-d-essai/")
    expect(band).to_be_visible()


def test_a_first_visit_shows_no_band(guide):
    guide.goto("/accueil-d-essai/")

    wait_until(guide, "document.readyState === 'complete'")
    assert guide.locator('[data-notebook="resume"]').is_hidden()
    assert guide.evaluate("localStorage.length") == 0


def test_the_start_page_resumes_where_one_was(guide):
    guide.goto("/agir/reunion/etape-1/")
    guide.get_by_role("button", name="Pas pour nous").click()
    assert save_state(guide).text_content() == "Étape passée. Vous pouvez y revenir. Enregistré dans ce navigateur."
    guide.goto("/agir/reunion/")

    link = guide.locator("[data-begin]")
    assert link.inner_text() == "Reprendre l’étape 2"
    assert link.get_attribute("href") == "/agir/reunion/etape-2/"
    assert guide.locator("li").first.get_attribute("data-state") == "skipped"


def test_an_untick_stays_after_an_old_tab_speaks(guide):
    guide.goto("/agir/reunion/etape-2/")
    other = guide.context.new_page()
    other.goto("/agir/reunion/etape-2/")
    guide.get_by_label("Choisir").check()
    wait_until(other, "document.querySelector('[data-task=t1]').checked")
    other.get_by_label("Choisir").uncheck()
    wait_until(guide, "!document.querySelector('[data-task=t1]').checked")

    guide.get_by_label("Envoyer").check()

    tasks = step_of(guide)["taches"]
    assert (tasks[":t1"][0], tasks[":t3"][0]) == (False, True)


def test_a_note_written_elsewhere_meanwhile_is_kept_beside_mine(guide):
    guide.goto("/agir/reunion/etape-2/")
    other = guide.context.new_page()
    other.goto("/agir/reunion/etape-2/")
    guide.locator("[data-note]").press_sequentially("Ici")
    other.locator("[data-note]").fill("Là-bas")
    other.locator("[data-note]").blur()
    guide.locator("[data-note]").press_sequentially(" aussi")
    guide.locator("[data-note]").blur()

    shown = guide.locator("[data-note]").input_value()
    assert shown == "Ici aussi\n\n— Autre version de cette note —\n\nLà-bas"
    guide.locator("[data-note]").fill("Ici aussi, et là-bas")
    guide.locator("[data-note]").blur()
    assert step_of(guide)["note"][0] == "Ici aussi, et là-bas"
    assert "autres" not in step_of(guide)["note"][2]


def test_a_note_is_saved_when_the_page_goes_away_at_once(guide):
    guide.goto("/agir/reunion/etape-2/")
    guide.locator("[data-note]").press_sequentially("Vite")
    guide.goto("/agir/reunion/")

    assert step_of(guide)["note"][0] == "Vite"


def test_the_counter_shows_near_the_end_only(guide):
    guide.goto("/agir/reunion/etape-2/")
    counter = guide.locator("[data-note-count]")
    guide.locator("[data-note]").fill("x" * 1799)
    assert counter.is_hidden()

    guide.locator("[data-note]").fill("x" * 1800)
    assert counter.inner_text() == "1800 caractères sur 2000"


def test_a_copy_is_offered_once_after_a_note(guide):
    guide.goto("/agir/reunion/etape-2/")
    guide.locator("[data-note]").fill("Une note")
    guide.locator("[data-note]").blur()
    guide.get_by_role("button", name="Plus tard").click()
    expect(guide.locator("[data-nudge]")).to_have_count(0)

    guide.locator("[data-note]").fill("Une autre note")
    guide.locator("[data-note]").blur()
    assert guide.locator("[data-nudge]").count() == 0


def test_the_group_s_answers_and_the_tool_are_kept(guide):
    guide.goto("/agir/reunion/etape-2/?groupe=6-12")
    guide.get_by_role("button", name="Nous prenons cet outil").click()
    guide.goto("/agir/reunion/etape-3/")
    expect(guide).to_have_url(re.compile(r"etape-3/\?groupe=6-12$"))

    assert step_of(guide)["outil"][0] == "JM5TT"
    assert stored(guide)["scenarios"][":K8WDE"]["contexte"][":groupe"][0] == "6-12"


def test_steps_that_the_scenario_lost_are_listed_with_their_notes(guide):
    guide.goto("/agir/reunion/etape-2/")
    guide.locator("[data-note]").fill("À garder")
    guide.locator("[data-note]").blur()
    guide.evaluate("localStorage.setItem('carnet', localStorage.getItem('carnet').replaceAll('\":e2\"', '\":e9\"'))")
    guide.goto("/agir/reunion/")

    assert guide.locator("[data-removed] li").inner_text() == "Se retrouver à distance – À garder"
