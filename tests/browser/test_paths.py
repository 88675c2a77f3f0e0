"""« Mon parcours »: made, copied, ordered, shared and followed on the running site, by keyboard, narrow, and without a script."""

import re
from datetime import date
from pathlib import Path

import pytest
from icalendar import Calendar
from playwright.sync_api import expect

from tests.content import action, scenario, step, tool
from tests.search.conftest import site_search  # noqa: F401 (fixture)

from .guided_site import PATH, STEPS, TASKS, printed_pages, publish_scenario, tab_to
from .notebook_pages import stored, wait_until

pytestmark = pytest.mark.browser
EDITOR = "/parcours/nouveau/"
AXE = """async () => {
  const found = await axe.run(document, { resultTypes: ["violations"] });
  return found.violations.map(({ id, nodes }) => `${id} ×${nodes.length} ${nodes[0].target.join(" ")}`);
}"""


@pytest.fixture
def site(page):
    """A page of the site, where a scenario of six steps by two authors is published."""
    published = publish_scenario()
    published.authors = "Locaux Motiv’\nFramasoft"
    published.save_revision().publish()
    page.code = published.code
    return page


@pytest.fixture
def elsewhere(browser, live_server):
    """The browser of somebody else."""
    context = browser.new_context(base_url=live_server.url, locale="fr-FR")
    yield context.new_page()
    context.close()


def copy_scenario(page):
    page.goto(PATH)
    page.get_by_role("link", name="Reprendre et adapter").click()
    expect(page.get_by_label("Nom du parcours")).to_have_value("Réunir à distance")


def titles(page):
    return page.get_by_label("Titre de l’étape").evaluate_all("fields => fields.map((field) => field.value)")


def step_button(page, name, title):
    return page.get_by_role("button", name=f"{name} «\u00a0{title}\u00a0»", exact=True)


def link_of(page):
    page.get_by_role("button", name="Partager", exact=True).click()
    expect(page.get_by_label("Lien du parcours")).to_have_value(re.compile("/parcours/#p="))
    return page.get_by_label("Lien du parcours").input_value()


def status(page):
    return page.locator('[data-part="status"]')


def test_a_scenario_is_copied_changed_and_shared_by_keyboard_alone(site, elsewhere):
    site.goto(PATH)
    tab_to(site, site.get_by_role("link", name="Reprendre et adapter"))
    site.keyboard.press("Enter")
    expect(site.get_by_label("Nom du parcours")).to_have_value("Réunir à distance")
    assert titles(site) == STEPS

    tab_to(site, step_button(site, "Retirer", STEPS[1]))
    site.keyboard.press("Enter")
    expect(status(site)).to_have_text("Étape retirée. Enregistré dans ce navigateur.")
    expect(site.get_by_role("button", name="Annuler\u00a0: étape retirée")).to_be_focused()
    site.get_by_label("Nom du parcours").focus()
    up = step_button(site, "Monter", STEPS[4])
    tab_to(site, up)
    site.keyboard.press("Space")
    expect(up).to_be_focused()
    expect(status(site)).to_contain_text(f"Étape «\u00a0{STEPS[4]}\u00a0»\u00a0: place 3 sur 5.")
    wanted = [STEPS[0], STEPS[2], STEPS[4], STEPS[3], STEPS[5]]
    assert titles(site) == wanted
    tab_to(site, site.get_by_role("button", name="Partager", exact=True))
    site.keyboard.press("Enter")
    link = site.get_by_label("Lien du parcours")
    expect(link).to_have_value(re.compile("/parcours/#p=1"))

    elsewhere.goto(link.input_value())
    expect(elsewhere.get_by_text("Parcours reçu")).to_be_visible()
    shown = elsewhere.locator("[data-step] h2").all_inner_texts()
    assert shown == [f"Étape {rank}\u00a0: {title}" for rank, title in enumerate(wanted, 1)]
    credit = elsewhere.locator("[data-path-credits]")
    expect(credit).to_contain_text("D’après «\u00a0Réunir à distance\u00a0» (version du ")
    expect(credit).to_contain_text(") de Locaux Motiv’, Framasoft, CC BY-SA 4.0, http")
    expect(credit).to_contain_text("Modifié\u00a0: étape 2 retirée, étapes déplacées.")
    assert elsewhere.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
    elsewhere.get_by_role("button", name="Suivre").click()
    expect(elsewhere.get_by_role("button", name="Imprimer")).to_be_visible()
    assert len(stored(elsewhere)["parcours"]) == 1


def test_a_path_received_is_followed_to_its_notes_and_found_again(site, elsewhere):
    copy_scenario(site)
    link = link_of(site)

    elsewhere.goto(link)
    expect(elsewhere.get_by_label(TASKS[0]).first).to_be_disabled()
    elsewhere.get_by_role("button", name="Suivre").click()
    elsewhere.get_by_label(TASKS[0]).first.check()
    elsewhere.get_by_label("Qui").first.fill("Jeanne")
    elsewhere.get_by_label("Mes notes", exact=True).first.fill("Réserver la salle")
    elsewhere.get_by_role("button", name="Marquer l’étape comme faite").first.click()
    elsewhere.goto("/carnet/")
    card = elsewhere.locator('[data-part="paths"] li')
    expect(card).to_contain_text("1 étape faite sur 6")
    assert card.get_by_role("heading").evaluate("one => getComputedStyle(one).backgroundColor") == "rgba(0, 0, 0, 0)"
    elsewhere.goto(link)
    elsewhere.get_by_role("button", name="Suivre").click()

    expect(elsewhere.get_by_label(TASKS[0]).first).to_be_checked()
    expect(elsewhere.get_by_label("Mes notes", exact=True).first).to_have_value("Réserver la salle")
    expect(elsewhere.get_by_label("Qui").first).to_have_value("Jeanne")


@pytest.mark.usefixtures("site_search")
def test_sheets_are_added_from_their_pages_and_from_the_search(page):
    framadate, dating = tool("Framadate"), action("Organiser un goûter")
    page.goto(framadate.url)
    page.get_by_role("button", name="Ajouter à mon parcours").click()
    bar = page.get_by_role("complementary", name="Mon parcours")
    expect(bar.get_by_role("status")).to_have_text("Ajouté à votre parcours. 1 élément")
    expect(page.get_by_role("button", name="Retirer de mon parcours")).to_be_visible()
    page.goto(dating.url)
    page.get_by_role("button", name="Ajouter à mon parcours").click()
    expect(bar).to_contain_text("2 éléments · Ouvrir")
    page.goto("/chercher/?q=framadate")
    page.get_by_role("button", name="Retirer de mon parcours – Framadate").click()
    expect(bar).to_contain_text("1 élément")
    page.get_by_role("button", name="Ajouter à mon parcours – Framadate").click()
    bar.get_by_role("link", name="Ouvrir").click()

    loose = page.locator('[data-part="loose"]')
    expect(loose.get_by_role("link", name="Organiser un goûter")).to_be_visible()
    loose.get_by_label("Déplacer vers l’étape…").first.select_option(label="Nouvelle étape")
    loose.get_by_role("button", name="Déplacer").first.click()
    expect(page.locator(".path-step")).to_have_count(1)
    expect(page.locator(".path-step").get_by_role("link")).to_have_count(1)
    expect(status(page)).to_contain_text("est maintenant dans «\u00a0Nouvelle étape\u00a0».")
    expect(page.locator(".path-step select")).to_be_focused()


def test_steps_and_tasks_of_ones_own_travel_in_the_link_and_notes_only_when_asked(page, elsewhere):
    page.goto(EDITOR)
    page.get_by_role("button", name="Ajouter une étape").click()
    expect(page.get_by_label("Titre de l’étape")).to_be_focused()
    page.keyboard.type("Goûter")
    page.get_by_role("button", name="Ajouter une tâche").click()
    page.keyboard.type("Faire un gâteau")
    page.get_by_label("Nom du parcours").fill("Notre fête")
    page.get_by_role("link", name="Suivre ce parcours").click()
    page.get_by_label("Mes notes", exact=True).fill("Sans noix")
    page.get_by_label("Mes notes", exact=True).blur()
    without = link_of(page)
    page.get_by_label("Inclure mes notes").check()
    expect(page.get_by_text("Toute personne qui a le lien lira vos notes, les noms et les dates.")).to_be_visible()
    expect(page.get_by_label("Lien du parcours")).not_to_have_value(without)
    with_notes = page.get_by_label("Lien du parcours").input_value()

    elsewhere.goto(without)
    expect(elsewhere.get_by_role("heading", level=1)).to_have_text("Notre fête")
    expect(elsewhere.get_by_label("Faire un gâteau")).to_be_visible()
    expect(elsewhere.locator("[data-path-credits]")).to_be_hidden()
    expect(elsewhere.get_by_text("Sans noix")).to_have_count(0)
    elsewhere.goto("about:blank")
    elsewhere.goto(with_notes)
    expect(elsewhere.get_by_text("Sans noix")).to_be_visible()


def test_the_last_act_is_undone_and_a_reload_keeps_everything(site):
    copy_scenario(site)
    step_button(site, "Retirer", STEPS[0]).click()
    site.get_by_role("button", name="Annuler\u00a0: étape retirée").click()
    expect(status(site)).to_contain_text("C’est comme avant.")
    assert titles(site) == STEPS
    expect(site.locator("[data-path-credits]")).to_contain_text("Sans modification.")
    site.get_by_label("Titre de l’étape").first.fill("Fixer la date")
    step_button(site, "Descendre", STEPS[0]).click()
    site.reload()

    expect(site.get_by_label("Titre de l’étape").nth(1)).to_have_value("Fixer la date")


def test_nine_steps_are_allowed_with_a_word_of_warning(page):
    scenario("Réunir", steps=[step(f"Étape numéro {rank}", id=f"e{rank}") for rank in range(8)])
    page.goto(EDITOR)
    page.get_by_role("button", name="Ajouter ses étapes à mon parcours").click()
    expect(page.locator(".path-step")).to_have_count(8)
    warning = page.get_by_text("Au-delà de 8 étapes, un groupe s’y perd. Coupez en deux\u00a0?")
    expect(warning).to_be_hidden()
    page.get_by_role("button", name="Ajouter une étape").click()

    expect(page.locator(".path-step")).to_have_count(9)
    expect(warning).to_be_visible()


def test_an_original_that_changed_says_so(site):
    copy_scenario(site)
    site.evaluate(
        """() => localStorage.setItem("carnet", localStorage.getItem("carnet").replace(/"version":1[67]\\d{8}/, '"version":1600000000'))"""
    )
    site.reload()

    expect(site.locator("[data-path-credits]")).to_contain_text("L’original a une nouvelle version. Voir l’original")


@pytest.mark.parametrize("payload", ["", "2AAAA", "1%3Cscript%3E", "1_JM5T", "x" * 30_000])
def test_a_link_that_was_cut_or_forged_is_refused_with_a_sentence(page, payload):
    page.goto(f"/parcours/#p={payload}")

    expect(page.get_by_text("Ce lien est illisible")).to_be_visible()
    assert page.evaluate("localStorage.length") == 0


def test_what_a_hand_wrote_in_a_link_stays_a_text(page, elsewhere):
    page.goto(EDITOR)
    page.get_by_role("button", name="Ajouter une étape").click()
    page.get_by_label("Titre de l’étape").fill("<img src=x onerror=alert(1)>")
    page.get_by_label("À la fin de cette étape").fill("<b>gras</b>")
    page.get_by_label("À la fin de cette étape").blur()
    elsewhere.goto(link_of(page))

    expect(elsewhere.locator("[data-step] h2")).to_have_text("Étape 1\u00a0: <img src=x onerror=alert(1)>")
    expect(elsewhere.locator("main img, main b")).to_have_count(0)


def test_a_path_is_printed_with_its_squares_its_lines_and_its_credit(site, tmp_path):
    copy_scenario(site)
    step_button(site, "Retirer", STEPS[5]).click()
    site.get_by_role("link", name="Suivre ce parcours").click()
    site.get_by_label("Mes notes", exact=True).first.fill("Réserver la salle")
    site.get_by_label("Mes notes", exact=True).first.blur()

    sheets = printed_pages(site, tmp_path)

    whole = " ".join(sheets)
    assert [whole.count(f"Étape {rank} : {title}") for rank, title in enumerate(STEPS[:5], 1)] == [1] * 5
    assert re.search("Partager|Imprimer|Mon carnet|Marquer|Modifier ce parcours", whole) is None
    assert whole.count("Pour quand") == 5
    assert "Réserver la salle" not in whole
    assert "/f/" in sheets[0]
    assert "Modifié : étape 6 retirée." in sheets[-1]
    site.get_by_label("Imprimer avec mes notes").check()
    assert "Réserver la salle" in " ".join(printed_pages(site, tmp_path))


def test_without_a_script_the_pages_say_so_and_lead_to_paper(browser, live_server):
    publish_scenario()
    context = browser.new_context(base_url=live_server.url, locale="fr-FR", java_script_enabled=False)
    page = context.new_page()
    page.goto("/parcours/")
    expect(page.get_by_text("activez JavaScript")).to_be_visible()
    expect(page.get_by_role("link", name="Composer un parcours")).to_be_hidden()
    page.locator("main").get_by_role("link", name="Agir").click()
    page.get_by_role("link", name="Réunir à distance").click()
    expect(page.get_by_role("link", name="Notre feuille de route")).to_be_visible()
    page.goto("/chercher/?q=jitsi")
    expect(page.get_by_role("button", name="Ajouter à mon parcours")).to_have_count(0)
    context.close()


def test_nothing_overflows_on_a_narrow_screen_and_axe_finds_nothing(site, node_modules):
    axe = (node_modules / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
    copy_scenario(site)
    link = link_of(site)
    mine = site.get_by_role("link", name="Suivre ce parcours").get_attribute("href")
    site.set_viewport_size({"width": 320, "height": 640})
    found = {}
    for color_scheme in ("light", "dark"):
        site.emulate_media(color_scheme=color_scheme)
        for address in (site.url, mine, link, "/parcours/", "/carnet/"):
            site.goto("about:blank")
            site.goto(address)
            wait_until(site, "document.querySelector('main h2, main .card')")
            site.wait_for_load_state("networkidle")
            site.evaluate(axe)
            found[f"{color_scheme} {address[:60]}"] = (
                site.evaluate(AXE),
                max(0, site.evaluate("document.documentElement.scrollWidth - innerWidth")),
            )

    assert {address: wrong for address, wrong in found.items() if wrong != ([], 0)} == {}


def test_adapting_twice_gives_two_names(site):
    copy_scenario(site)
    site.goto(f"/parcours/nouveau/?de={site.code}")
    expect(site.get_by_label("Nom du parcours")).to_have_value("Réunir à distance (2)")

    site.reload()
    expect(site.get_by_label("Nom du parcours")).to_have_value("Réunir à distance (2)")


def test_an_adapted_scenario_keeps_the_way_to_its_workshop_and_its_advice(site):
    copy_scenario(site)
    site.get_by_role("link", name="Suivre ce parcours").click()

    steps = site.locator("[data-step]")
    expect(steps.nth(1).get_by_role("link", name="l’étape d’origine")).to_have_attribute("href", f"{PATH}etape-2/")
    workshop = site.get_by_role("region", name="L’animer en atelier")
    expect(workshop.get_by_role("link", name="Réunir à distance")).to_have_attribute(
        "href", "/animer/reunir-a-distance/conducteur/"
    )


def test_a_path_is_prepared_from_the_actions_of_several_products(site):
    first, second = action("Choisir une date"), action("Partager des fichiers")
    site.goto(f"/parcours/nouveau/?actions={first.code}.{second.code}.22222.%3Cb%3E")

    expect(site.get_by_label("Titre de l’étape")).to_have_count(2)
    assert titles(site) == ["Choisir une date", "Partager des fichiers"]


def follow(page):
    page.get_by_role("link", name="Suivre ce parcours").click()
    expect(page.get_by_role("button", name="Imprimer")).to_be_visible()


def test_an_own_path_is_projected_with_its_own_steps_and_goes_on_without_a_network(site):
    copy_scenario(site)
    site.get_by_label("Titre de l’étape").first.fill("Fixer la date, puis l’heure")
    step_button(site, "Retirer", STEPS[5]).click()
    site.get_by_label("Nom du parcours").fill("Notre assemblée")
    follow(site)
    site.get_by_role("link", name="Projeter avec nos étapes").click()

    first = site.locator("#ecran-0")
    expect(first.get_by_role("heading")).to_have_text("Notre assemblée")
    expect(first).to_contain_text("D’après «\u00a0Réunir à distance\u00a0».")
    site.context.set_offline(True)
    for _screen in range(3):
        site.keyboard.press("PageDown")
    shown = site.locator("[data-screen]:visible")
    expect(shown.get_by_role("heading")).to_have_text("Fixer la date, puis l’heure")
    expect(shown).to_contain_text("Étape 1 sur 5")
    expect(shown.get_by_role("listitem")).to_have_text(TASKS)
    expect(site.locator("[data-place]")).to_have_text("Écran 4 sur 9")
    site.context.set_offline(False)
    site.reload()
    expect(shown.get_by_role("heading")).to_have_text("Fixer la date, puis l’heure")
    site.get_by_role("link", name="Quitter").click()
    expect(site.get_by_role("heading", level=1)).to_have_text("Notre assemblée")


def test_a_projection_of_a_path_that_this_browser_does_not_hold_is_that_of_the_scenario(site):
    site.goto("/animer/reunir-a-distance/projection/#mien=inconnu")

    expect(site.locator("[data-place]")).to_have_text("Écran 1 sur 4")
    expect(site.get_by_role("heading", level=1)).to_have_text("Réunir à distance")


def test_the_dates_of_an_own_path_make_a_calendar_file(site):
    copy_scenario(site)
    name = "Fixer la date\u00a0; prévenir, relancer et compter les réponses de l’équipe"
    site.get_by_label("Titre de l’étape").first.fill(name)
    follow(site)
    button = site.get_by_role("button", name="Créer le fichier d’agenda")
    button.click()
    expect(status(site)).to_contain_text("Aucune date n’a été donnée")
    for rank, day in enumerate(["2026-12-31", "2028-02-28"]):
        site.get_by_label("Pour quand").nth(rank).fill(day)
        site.get_by_label("Pour quand").nth(rank).blur()

    with site.expect_download() as waiting:
        button.click()

    assert waiting.value.suggested_filename == "mon-parcours.ics"
    file = Path(waiting.value.path()).read_bytes()
    assert max(len(line) for line in file.split(b"\r\n")) <= 75
    events = Calendar.from_ical(file).walk("VEVENT")
    assert [(event.decoded("dtstart"), event.decoded("dtend")) for event in events] == [
        (date(2026, 12, 31), date(2027, 1, 1)),
        (date(2028, 2, 28), date(2028, 2, 29)),
    ]
    assert str(events[0]["summary"]) == name
    assert str(events[0]["description"]).splitlines()[-1] == site.url
    assert len({str(event["uid"]) for event in events}) == 2


def test_the_tool_chosen_on_the_original_step_stands_on_the_own_path(site):
    copy_scenario(site)
    follow(site)
    own = site.url
    expect(site.get_by_text("Outil choisi\u00a0:").first).to_be_hidden()
    site.locator("[data-step]").nth(1).get_by_role("link", name="l’étape d’origine").click()
    site.get_by_role("button", name="Nous prenons celui-ci").first.click()
    site.goto("about:blank")
    site.goto(own)

    expect(site.locator("[data-step]").nth(1).get_by_text("Outil choisi\u00a0:")).to_contain_text("Jitsi Meet")
    expect(site.get_by_text("Outil choisi\u00a0:").first).to_be_hidden()
