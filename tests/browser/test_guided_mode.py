"""The acceptance checks of guided mode, on the pages of the running site, with a script and without."""

import re

import pytest
import segno
from playwright.sync_api import expect

from .guided_site import PATH, STEPS, TASKS, printed_pages, publish_scenario, tab_to
from .notebook_pages import wait_until
from .test_notebook_page import open_copy, preview, status

pytestmark = pytest.mark.browser


@pytest.fixture
def guided(page):
    """A page of the site, where a scenario of six steps is published."""
    publish_scenario()
    return page


@pytest.fixture
def without_script(browser, live_server):
    publish_scenario()
    context = browser.new_context(base_url=live_server.url, locale="fr-FR", java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.fixture
def elsewhere(browser, live_server):
    """Another browser of the same person."""
    context = browser.new_context(base_url=live_server.url, locale="fr-FR")
    yield context.new_page()
    context.close()


def test_one_comes_back_to_the_step_with_its_ticks(guided):
    guided.goto(f"{PATH}etape-2/")
    guided.get_by_label(TASKS[0]).check()
    guided.get_by_label(TASKS[1]).check()
    context = guided.context
    guided.close()

    again = context.new_page()
    again.goto("/")
    band = again.locator('[data-notebook="resume"]')
    expect(band).to_contain_text("Vous aviez commencé\u00a0: Réunir à distance, étape 2 sur 6.")
    resume, later = band.get_by_role("link", name="Reprendre"), band.get_by_role("button", name="Plus tard")
    assert resume.bounding_box()["height"] == later.bounding_box()["height"]
    resume.click()

    expect(again).to_have_url(re.compile("etape-2/$"))
    expect(again.get_by_label(TASKS[0])).to_be_checked()
    expect(again.get_by_label(TASKS[1])).to_be_checked()
    expect(again.get_by_label(TASKS[2])).not_to_be_checked()


def write_note(page, text):
    page.locator("summary", has_text="Mes notes").click()
    page.get_by_label("Mes notes").fill(text)
    page.get_by_label("Mes notes").blur()


def test_what_was_ticked_on_two_devices_is_reunited_by_a_file(guided, elsewhere):
    guided.goto(f"{PATH}etape-1/")
    guided.get_by_label(TASKS[0]).check()
    write_note(guided, "Réserver la salle")
    guided.goto("/carnet/")
    with guided.expect_download() as download:
        guided.get_by_role("button", name="Enregistrer une copie").click()

    elsewhere.goto(f"{PATH}etape-1/")
    elsewhere.get_by_label(TASKS[1]).check()
    elsewhere.goto("/carnet/")
    open_copy(elsewhere, "notes.txt", "Bonjour")
    expect(status(elsewhere)).to_have_text("Ce fichier n’est pas un carnet. Rien n’a été changé.")
    with open(download.value.path(), "rb") as copy:
        open_copy(elsewhere, "carnet.json", copy.read())
    expect(preview(elsewhere)).to_contain_text("Ce fichier\u00a0: 1 scénario, 1 note. Votre carnet\u00a0: 1 scénario.")
    elsewhere.get_by_role("button", name="Réunir", exact=True).click()
    elsewhere.goto(f"{PATH}etape-1/")

    expect(elsewhere.get_by_label(TASKS[0])).to_be_checked()
    expect(elsewhere.get_by_label(TASKS[1])).to_be_checked()
    expect(elsewhere.get_by_label("Mes notes")).to_have_value("Réserver la salle")


def test_notes_never_leave_the_browser(guided):
    sent = []
    guided.context.on("request", lambda request: sent.append(f"{request.url} {request.post_data}"))
    guided.goto(f"{PATH}etape-1/")
    write_note(guided, "Code de la porte")
    guided.get_by_role("textbox", name="Qui").fill("Jeanne")
    guided.get_by_role("textbox", name="Qui").blur()
    guided.goto(f"{PATH}feuille-de-route/")
    guided.get_by_text("Choisir ce qui s’imprime").click()
    guided.get_by_role("button", name="Mettre à jour la feuille de route").click()
    guided.goto("/carnet/")
    guided.get_by_role("button", name="M’envoyer un lien").click()
    link = guided.get_by_label("Ce lien contient vos coches, vos outils")
    expect(link).to_have_value(re.compile("/carnet/#c="))
    guided.goto(f"{PATH}fin/")

    assert [one for one in sent if "porte" in one or "Jeanne" in one] == []


def test_a_shared_computer_is_left_as_it_was_found(guided):
    guided.goto(f"{PATH}etape-1/")
    guided.get_by_label(TASKS[0]).check()
    guided.evaluate("caches.open('hors-ligne')")
    guided.goto("/carnet/")
    guided.get_by_role("button", name="Tout effacer").click()
    guided.get_by_role("button", name="Oui, effacer").click()
    expect(status(guided)).to_have_text("C’est effacé. Personne ne peut le retrouver.")

    wait_until(guided, "(await caches.keys()).length === 0")
    assert guided.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
    guided.goto("/")
    expect(guided.locator('[data-notebook="resume"]')).to_be_hidden()
    guided.goto(f"{PATH}etape-1/")
    expect(guided.get_by_label(TASKS[0])).not_to_be_checked()


def test_a_tool_is_chosen_by_the_address_without_a_script(without_script):
    page = without_script
    page.goto(f"{PATH}etape-3/?aisance=debutant&groupe=6-12&heb=service")
    suggestion = page.locator(".suggestion")
    expect(suggestion).to_have_count(1)
    expect(suggestion).to_contain_text("Jitsi Meet")
    expect(suggestion).to_contain_text("Proposé parce que\u00a0: 6 à 12 personnes, sans compte, rien à installer")

    page.get_by_text("Votre groupe\u00a0: 6 à 12 personnes, débutant, rien à installer. Changer").click()
    page.get_by_label("Plus de 30").check()
    page.get_by_role("button", name="Proposer un outil").click()
    expect(suggestion).to_contain_text("Le plus proche")
    expect(suggestion).to_contain_text("Aucun outil ne répond à tout.")
    assert "aisance=debutant" in page.url
    assert "heb=service" in page.url

    page.go_back()
    expect(suggestion).to_contain_text("Jitsi Meet")
    page.get_by_text("Changer").click()
    expect(page.get_by_label("Débutant")).to_be_checked()
    expect(page.get_by_label("6 à 12")).to_be_checked()


def test_a_scenario_is_followed_to_its_end_without_a_script(without_script):
    page = without_script
    page.goto("/agir/")
    page.get_by_role("link", name="Réunir à distance").click()
    page.get_by_role("link", name="Commencer").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(STEPS[0])
    expect(page.get_by_label(TASKS[0])).to_be_disabled()
    expect(page.get_by_text("Pour cocher ici, marquer l’étape comme faite")).to_be_visible()
    page.locator("a[rel=next]").click()
    page.get_by_role("link", name=STEPS[5]).click()
    page.get_by_role("link", name="Fin du scénario").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Où vous en êtes")
    page.get_by_role("link", name="Imprimer notre feuille").click()
    expect(page.get_by_role("heading", level=2, name=f"Étape 6\u00a0: {STEPS[5]}")).to_be_visible()


def test_the_roadmap_prints_whole_steps_on_as_many_sheets_as_announced(guided, tmp_path):
    guided.goto(f"{PATH}etape-1/")
    write_note(guided, "Réserver la salle")
    guided.request.get(f"{PATH}feuille-de-route.pdf")  # its number of pages is announced once it is made
    guided.goto(f"{PATH}feuille-de-route/")
    announced = int(re.search(r"PDF à remplir à la main, (\d+) pages?", guided.content())[1])

    sheets = printed_pages(guided, tmp_path)

    whole = " ".join(sheets)
    assert len(sheets) == announced
    assert [whole.count(f"Étape {rank} : {title}") for rank, title in enumerate(STEPS, 1)] == [1] * 6
    assert [sheet.count("Pour quand") - sheet.count("Étape") for sheet in sheets] == [0] * len(sheets)
    assert "Réserver la salle" not in whole
    assert re.search("Mon carnet|Mettre à jour|Imprimer ou emporter", whole) is None
    assert "CC BY-SA 4.0" in sheets[-1]
    guided.get_by_label("Avec mes notes").check()
    assert "Réserver la salle" in " ".join(printed_pages(guided, tmp_path))


def test_the_boxes_the_lines_and_the_codes_are_seen_on_paper(guided, live_server):
    guided.goto(f"{PATH}feuille-de-route/")
    guided.emulate_media(media="print")

    assert guided.locator("button:visible, nav:visible, form:visible").count() == 0
    lines = guided.locator(".roadmap__lines:visible").evaluate_all(
        """places => places.map((place) => [place, "::before", "::after"].filter((one) => {
          const style = typeof one === "string" ? getComputedStyle(place, one) : getComputedStyle(place);
          return style.content !== "none" && parseFloat(style.borderBottomWidth) > 0;
        }).length)"""
    )
    assert lines == [3] * 6
    box = guided.locator(".roadmap__tasks li").first.evaluate(
        "item => getComputedStyle(item, '::before').borderTopWidth"
    )
    assert float(box.removesuffix("px")) >= 1
    code = guided.locator(".roadmap__tool .qr").first
    assert code.bounding_box()["width"] == pytest.approx(22 / 25.4 * 96, abs=1)
    address = guided.locator(".roadmap__tool .soft").first.inner_text()
    drawn = segno.make(f"http://{address}", error="m", micro=False).svg_inline(omitsize=True, border=2)
    assert code.locator("path").last.get_attribute("d") in drawn


def test_a_printed_step_has_room_to_write_and_no_empty_field(guided):
    guided.goto(f"{PATH}etape-1/")
    write_note(guided, "Réserver la salle")
    guided.emulate_media(media="print")

    assert guided.locator(".who, .later").locator("input:visible, textarea:visible, button:visible").count() == 0
    room = guided.locator(".later .field").last.evaluate("field => getComputedStyle(field, '::after').height")
    assert float(room.removesuffix("px")) > 100
    assert guided.locator("[data-task]:visible").count() == 3
    assert guided.locator("summary:visible", has_text="Quatre questions").count() == 0


def test_a_step_is_lived_by_keyboard_alone(guided):
    guided.goto(PATH)
    tab_to(guided, guided.get_by_role("link", name="Commencer"))
    guided.keyboard.press("Enter")
    expect(guided.get_by_text("Étape 1 sur 6").first).to_be_visible()
    current = guided.locator("[aria-current=step]")
    expect(current).to_have_text(STEPS[0])

    tab_to(guided, guided.get_by_label(TASKS[0]))
    guided.keyboard.press("Space")
    tab_to(guided, guided.locator("summary", has_text="Mes notes"))
    guided.keyboard.press("Enter")
    tab_to(guided, guided.get_by_label("Mes notes"))
    guided.keyboard.type("Réserver la salle")
    tab_to(guided, guided.get_by_role("button", name="Marquer l’étape comme faite"))
    guided.keyboard.press("Space")
    expect(guided.locator("[data-save-state]")).to_have_text("Fait. Enregistré dans ce navigateur.")
    expect(guided.get_by_role("link", name=f"{STEPS[0]} (fait)")).to_be_visible()

    tab_to(guided, guided.locator("a[rel=next]"))
    guided.keyboard.press("Enter")
    expect(guided.get_by_role("heading", level=1)).to_have_text(STEPS[1])
    guided.goto("/carnet/")
    tab_to(guided, guided.get_by_role("link", name="Reprendre l’étape 2"))
    guided.keyboard.press("Enter")
    expect(guided.get_by_role("heading", level=1)).to_have_text(STEPS[1])


def test_the_chooser_is_answered_by_keyboard_alone(guided):
    guided.goto(f"{PATH}etape-1/")
    tab_to(guided, guided.get_by_text("Quatre questions pour mieux choisir"))
    guided.keyboard.press("Enter")
    tab_to(guided, guided.get_by_label("Je ne sais pas").first)
    guided.keyboard.press("ArrowLeft")
    tab_to(guided, guided.get_by_role("button", name="Proposer un outil"))
    guided.keyboard.press("Enter")

    expect(guided.get_by_text("Votre groupe\u00a0: plus de 30 personnes. Changer")).to_be_visible()


SPACING = "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }"
EVERY_PAGE = ["", "etape-8/", "votre-groupe/", "fin/", "feuille-de-route/", "etape-99/"]


@pytest.fixture
def on_a_phone(page):
    publish_scenario(steps=8)
    page.set_viewport_size({"width": 320, "height": 640})
    return page


def overflow(page, address, style="") -> int:
    page.goto(address)
    page.evaluate(
        "style => document.head.append(Object.assign(document.createElement('style'), {textContent: style}))", style
    )
    return page.evaluate("document.documentElement.scrollWidth - innerWidth")


def test_eight_steps_fit_a_narrow_screen_with_spaced_or_doubled_text(on_a_phone):
    pages = [f"{PATH}{part}" for part in EVERY_PAGE]
    pages += [
        "/",
        "/carnet/",
        "/animer/",
        "/animer/reunir-a-distance/conducteur/",
        "/animer/reunir-a-distance/projection/",
    ]

    found = {page: overflow(on_a_phone, page) for page in pages}
    spaced = {page: overflow(on_a_phone, page, SPACING) for page in pages}
    doubled = {page: overflow(on_a_phone, page, "html { font-size: 200% }") for page in [f"{PATH}etape-8/"]}

    assert {page: width for page, width in {**found, **spaced}.items() if width > 0} == {}
    assert max(doubled.values()) <= 0


def test_the_suggestion_is_seen_at_once_on_a_phone(on_a_phone):
    on_a_phone.set_viewport_size({"width": 360, "height": 740})
    on_a_phone.goto(f"{PATH}etape-3/?groupe=6-12#outil")

    assert on_a_phone.locator(".suggestion").bounding_box()["y"] < 500


def test_a_workshop_is_projected_and_goes_on_without_the_network(guided):
    guided.goto("/animer/reunir-a-distance/conducteur/")
    guided.get_by_role("link", name="Projeter au mur").click()
    shown = guided.locator("[data-screen]:visible")
    expect(shown).to_have_count(1)
    expect(shown).to_contain_text("Réunir à distance")
    guided.wait_for_load_state("networkidle")
    guided.context.set_offline(True)

    guided.keyboard.press("ArrowRight")
    expect(shown).to_contain_text("Minutes 0 à 45, sur 90")
    size = shown.get_by_text("Le groupe essaie.").evaluate("e => getComputedStyle(e).fontSize")
    assert float(size.removesuffix("px")) >= 60
    assert shown.evaluate("e => e.getBoundingClientRect().bottom <= innerHeight")
    guided.keyboard.press("Space")
    expect(shown).to_contain_text("Minutes 45 à 90, sur 90")
    guided.keyboard.press("PageDown")
    expect(shown).to_contain_text("Pour continuer")
    guided.keyboard.press("PageUp")
    guided.keyboard.press("h")
    expect(guided.locator("[data-clock]")).to_have_text(re.compile(r"^\d\d:\d\d$"))

    guided.keyboard.press("b")
    assert guided.get_by_role("heading", level=2).first.is_hidden()
    guided.keyboard.press("b")
    expect(shown).to_contain_text("Le groupe essaie.")
    guided.context.set_offline(False)
