"""
A treasurer on her phone: from the home page to a roadmap with chosen tools, names and dates, counted in presses.

A press is a tap or a field that one fills; the typing is not counted. Then what a phone may do to her: no room, no
storage, two tabs, a clock that is wrong, a sheet that was withdrawn, a hand that presses twice.
"""

import re

import pytest
from playwright.sync_api import expect

from tests.content import action, scenario, step, tool

from .guided_site import TASKS, tasks
from .notebook_pages import stored, wait_until

pytestmark = pytest.mark.browser
PATH = "/agir/quitter-google-drive/"
PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "locale": "fr-FR"}


@pytest.fixture
def codes(page):
    cloud = tool("Nextcloud", group_max=50, account="oui", hosted_as_service=True, hosts=[host("Frama.space")])
    pad = tool("Etherpad", group_max=30, account="non", hosted_as_service=True, hosts=[host("Framapad")])
    small = tool("Lufi", group_max=5, account="non")
    share = action("Partager des fichiers", sheets=[cloud, small])
    write = action("Écrire à plusieurs", sheets=[pad])
    titles = ["Faire la liste", "Déménager", "Écrire la règle"]
    steps = [step(title, [share], id=f"e{rank}", tasks=tasks()) for rank, title in enumerate(titles[:2], 1)]
    steps.append(step(titles[2], [write], id="e3", tasks=tasks()))
    scenario("Quitter Google Drive", slug="quitter-google-drive", steps=steps)
    return {"Nextcloud": cloud.code, "Etherpad": pad.code, "Lufi": small.code}


def host(name):
    return {"type": "host", "value": {"name": name, "url": "https://exemple.org"}}


@pytest.fixture
def phone(codes, browser, live_server):
    context = browser.new_context(base_url=live_server.url, **PHONE)
    yield Hand(context.new_page())
    context.close()


class Hand:
    """A page, and how many times it was pressed."""

    def __init__(self, page):
        self.page = page
        self.presses = 0

    def press(self, place):
        place.tap()
        self.presses += 1

    def write(self, place, text):
        place.fill(text)
        place.blur()
        self.presses += 1

    def button(self, name):
        return self.page.get_by_role("button", name=name).first

    def link(self, name):
        return self.page.get_by_role("link", name=name).first


def follow_step(phone, name, day):
    phone.page.wait_for_load_state()
    phone.page.wait_for_timeout(700)  # nobody reads a step faster, and two presses at once are one
    phone.press(phone.button("Nous prenons celui-ci"))
    phone.write(phone.page.locator("#qui"), name)
    phone.write(phone.page.locator("#quand"), day)
    address = phone.page.url
    phone.press(phone.page.locator("[data-done-and-on]"))
    phone.page.wait_for_url(lambda url: url != address)


def test_from_home_to_a_roadmap_with_tools_names_and_dates_in_twenty_presses(phone):
    page = phone.page
    page.goto("/")
    phone.press(phone.link("Agir"))
    phone.press(phone.link("Quitter Google Drive"))
    phone.press(phone.link("Commencer"))
    follow_step(phone, "Nadia", "2026-12-01")
    follow_step(phone, "Paul", "2026-12-08")
    follow_step(phone, "Nadia", "2026-12-15")
    expect(page.get_by_role("heading", level=1)).to_have_text("C’est fait.")
    phone.press(phone.link("Imprimer notre feuille"))

    expect(page).to_have_url(re.compile("outil1=.*outil3="))
    sheet = page.locator(".roadmap")
    expect(sheet.get_by_text("Outil choisi").locator("visible=true")).to_have_count(3)
    expect(sheet).to_contain_text("15 décembre 2026")
    expect(sheet.get_by_text("Nadia")).to_have_count(2)
    expect(phone.button("Imprimer notre feuille")).to_be_visible()
    assert phone.presses <= 20


def test_a_step_holds_in_three_screens_and_its_bar_hides_no_focus(phone):
    page = phone.page
    page.goto(f"{PATH}etape-2/?groupe=6-12")
    expect(page.locator("[data-done-and-on]")).to_contain_text("Fait · étape suivante")

    assert page.locator("[data-step]").evaluate("e => e.getBoundingClientRect().bottom / innerHeight") <= 3
    assert page.locator("[data-task]").first.bounding_box()["y"] < 740
    hidden = page.evaluate(
        """() => {
            const bar = document.querySelector(".step-bar");
            const found = [];
            for (const one of document.querySelectorAll("main a, main input, main summary, main textarea, main button")) {
                if (bar.contains(one) || !one.checkVisibility()) continue;
                one.focus();
                if (document.activeElement !== one) continue;
                const place = one.getBoundingClientRect();
                const { top, bottom } = bar.getBoundingClientRect();
                if (place.bottom > top + 1 && place.top < bottom) found.push(one.outerHTML);
            }
            return found;
        }"""
    )
    assert hidden == []


def test_a_pressed_button_says_so_in_words(phone):
    page = phone.page
    page.goto(f"{PATH}etape-1/")
    phone.press(phone.button("Nous prenons celui-ci"))
    expect(phone.button("Notre outil\u00a0:")).to_have_attribute("aria-pressed", "true")

    phone.press(phone.button("Marquer l’étape comme faite"))

    expect(phone.button("Étape faite")).to_have_attribute("aria-pressed", "true")
    expect(page.locator("[data-done-and-on]")).to_contain_text("Étape faite · suivante")


def test_any_tool_can_be_taken_and_one_of_ones_own_stands_on_the_roadmap(phone, codes):
    page = phone.page
    page.goto(f"{PATH}etape-1/?groupe=6-12&compte=non")
    expect(page.locator(".suggestion")).to_contain_text("Le plus proche")
    phone.press(phone.button("Nous prenons celui-ci"))
    page.goto(f"{PATH}etape-2/")
    page.locator("summary", has_text="possible").first.tap()
    page.get_by_label("Un autre").fill("  Notre <b>serveur</b> ")
    page.locator("[data-own-tool] button").tap()
    expect(page.locator(".chosen")).to_contain_text("Notre <b>serveur</b>")

    page.goto(f"{PATH}feuille-de-route/")

    expect(page).to_have_url(re.compile("outil1="))
    expect(page.locator("[data-step=e2]")).to_contain_text("Outil choisi\u00a0: Notre <b>serveur</b>")
    expect(page.locator("[data-step=e3]")).to_contain_text("Outil proposé")
    assert page.locator("[data-step=e2] .qr:visible").count() == 0


def test_a_tool_besides_the_one_suggested_is_taken_by_its_own_button(phone, codes):
    page = phone.page
    page.goto(f"{PATH}etape-1/?groupe=6-12&compte=oui")
    expect(page.locator(".suggestion")).to_contain_text("Nextcloud")
    page.locator("summary", has_text="possible").first.tap()
    phone.press(phone.button("Nous prenons Lufi"))

    expect(phone.button("Notre outil\u00a0: Lufi")).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".chosen")).to_contain_text("Lufi")


def test_the_answers_serve_on_the_way_back(phone):
    page = phone.page
    page.goto(f"{PATH}etape-1/?groupe=6-12&compte=non")
    page.get_by_label(TASKS[0]).check()
    page.goto("/")
    expect(phone.link("Reprendre")).to_have_attribute("href", re.compile("compte=non&groupe=6-12"))

    page.goto(f"{PATH}etape-2/")
    expect(page).to_have_url(re.compile(r"etape-2/\?compte=non&groupe=6-12$"))

    page.locator("summary", has_text="Changer").tap()
    for name in ["compte", "groupe"]:
        page.locator(f"input[name={name}][value='']").check()
    phone.press(phone.button("Proposer un outil"))
    expect(page).to_have_url(re.compile("groupe=(&|#|$)"))
    page.goto(f"{PATH}etape-3/")
    page.wait_for_load_state("networkidle")
    assert "groupe" not in page.url


def test_a_site_that_runs_on_a_machine_without_a_network_is_reached(phone):
    page = phone.page
    page.add_init_script("Object.defineProperty(navigator, 'onLine', { get: () => false })")
    page.goto(f"{PATH}etape-1/?groupe=6-12&compte=non")
    page.get_by_label(TASKS[0]).check()

    page.goto(f"{PATH}etape-2/")
    expect(page).to_have_url(re.compile(r"etape-2/\?compte=non&groupe=6-12$"))


def test_a_page_that_the_browser_kept_stays_without_the_site_and_offers_the_answers(phone):
    page = phone.page
    page.goto(f"{PATH}etape-1/?groupe=6-12&compte=non")
    page.get_by_label(TASKS[0]).check()
    page.add_init_script(
        """Object.defineProperty(navigator, "onLine", { get: () => false });
        performance.getEntriesByType = () => [{ transferSize: 0 }];"""
    )

    page.goto(f"{PATH}votre-groupe/")
    expect(page.locator("[data-kept-context]")).to_be_visible()
    assert page.url.endswith("votre-groupe/")


def test_the_end_page_of_an_empty_notebook_says_that_nothing_is_done(phone):
    phone.page.goto(f"{PATH}fin/")

    expect(phone.page.get_by_role("heading", level=1)).to_have_text("Rien n’est encore fait")
    assert phone.page.evaluate("document.documentElement.scrollWidth - innerWidth") == 0


def test_the_link_says_what_it_carries_and_takes_the_names_on_request(phone, browser, live_server):
    page = phone.page
    page.goto(f"{PATH}etape-1/")
    phone.write(page.locator("#qui"), "Nadia")
    phone.press(page.locator("[data-task]").first)
    page.goto("/carnet/")
    phone.press(phone.button("M’envoyer un lien"))
    field = page.locator("#lien")
    expect(field).to_have_value(re.compile("#c="))
    expect(page.get_by_text("Ce lien contient des prénoms")).to_be_hidden()
    plain = field.input_value()
    page.get_by_label("Avec qui fait quoi").check()
    expect(page.get_by_text("Ce lien contient des prénoms")).to_be_visible()
    wait_until(page, f"document.querySelector('#lien').value !== {plain!r}")
    phone.press(phone.button("Montrer un code QR"))
    expect(page.locator(".qr-shown svg")).to_be_visible()

    other = browser.new_context(base_url=live_server.url, **PHONE).new_page()
    other.goto(field.input_value())
    other.get_by_role("button", name="Réunir").tap()
    assert stored(other)["scenarios"].popitem()[1]["etapes"][":e1"]["qui"][0] == "Nadia"
    other.context.close()


def test_the_ticked_box_is_seen_on_paper_without_backgrounds(phone):
    page = phone.page
    page.goto(f"{PATH}etape-1/")
    phone.press(page.locator("[data-task]").first)
    page.goto(f"{PATH}feuille-de-route/")
    page.emulate_media(media="print")

    tick = page.locator(".roadmap__tasks li").first.evaluate(
        "item => { const s = getComputedStyle(item, '::after'); return [s.borderBottomWidth, s.borderBottomStyle, s.content]; }"
    )
    assert float(tick[0].removesuffix("px")) >= 1
    assert tick[1:] == ["solid", '""']
    assert page.locator(".roadmap__tasks li").first.inner_text().startswith("(fait)")


# What a phone may do.


def test_two_presses_at_once_are_one(phone):
    page = phone.page
    page.add_init_script("performance.now = () => (location.pathname.endsWith('etape-2/') ? 300 : 3000)")
    page.goto(f"{PATH}etape-1/")
    phone.button("Nous prenons celui-ci").dblclick()
    expect(phone.button("Notre outil\u00a0:")).to_be_visible()

    page.evaluate("() => { const a = document.querySelector('[data-done-and-on]'); a.click(); a.click(); }")
    expect(page).to_have_url(re.compile("etape-2/"))
    page.wait_for_load_state()
    page.evaluate("document.querySelector('[data-done-and-on]').click()")
    page.wait_for_timeout(700)

    assert list(stored(page)["scenarios"].popitem()[1]["etapes"]) == [":e1"]
    expect(page).to_have_url(re.compile("etape-2/"))


@pytest.mark.parametrize(
    ("error", "sentence"), [("QuotaExceededError", "n’a plus de place"), ("SecurityError", "votre navigateur refuse")]
)
@pytest.mark.usefixtures("codes")
def test_a_full_and_a_refused_storage_are_said_where_one_presses(browser, live_server, error, sentence):
    context = browser.new_context(base_url=live_server.url, **PHONE)
    context.add_init_script(f"Storage.prototype.setItem = () => {{ throw new DOMException('', '{error}'); }};")
    page = context.new_page()
    page.goto(f"{PATH}etape-1/")
    page.locator("[data-task]").first.check()
    expect(page.locator("[data-save-state]")).to_contain_text(sentence)
    box = page.locator("[data-save-state]").bounding_box()
    assert box["y"] + box["height"] <= 740
    expect(page.locator("[data-task]").first).to_be_checked()
    context.close()


def test_two_tabs_and_a_clock_an_hour_wrong_keep_the_last_choice(phone, codes):
    page = phone.page
    page.goto(f"{PATH}etape-1/")
    phone.press(phone.button("Nous prenons celui-ci"))
    late = page.context.new_page()
    late.add_init_script("const now = Date.now; Date.now = () => now() - 3_600_000;")
    late.goto(f"{PATH}etape-1/")
    late.locator("summary", has_text="possible").first.tap()
    late.get_by_label("Un autre").fill("Zoom")
    late.locator("[data-own-tool] button").tap()

    expect(page.locator(".chosen")).to_contain_text("Zoom")
    expect(phone.button("Nous prenons celui-ci")).to_be_visible()


def test_a_tool_whose_sheet_was_withdrawn_keeps_its_name(phone, codes):
    page = phone.page
    page.goto(f"{PATH}etape-1/")
    phone.press(phone.button("Nous prenons celui-ci"))
    expect(page.locator(".chosen")).to_contain_text("Lufi")
    withdrawn = codes["Lufi"]
    page.evaluate(f"localStorage.setItem('carnet', localStorage.getItem('carnet').replace('{withdrawn}', '22222'))")

    page.goto(f"{PATH}fin/")
    expect(page.locator("[data-step=e1]")).to_contain_text("Outil\u00a0: Lufi")
    page.goto(f"{PATH}feuille-de-route/")

    expect(page.locator("[data-step=e1]")).to_contain_text("Outil choisi\u00a0: Lufi")
