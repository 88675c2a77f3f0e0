"""The search in a real browser: what one types, what is suggested, what one does when nothing is found."""

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from core.models import Need
from search.indexing import rebuild_engine
from tests.search.conftest import site_search  # noqa: F401 (fixture)
from tests.search.site import make_action, make_product, make_tool, publish

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("library")]

NEEDS = [
    *("Se réunir", "Choisir une date", "Écrire à plusieurs", "Décider", "Partager des fichiers", "S’organiser"),
    *(
        "Discuter au quotidien",
        "Informer",
        "Recueillir des avis",
        "Animer",
        "Gérer les membres",
        "Protéger ses données",
    ),
]
WEIGHT_OF_SCRIPTS = """performance.getEntriesByType("resource")
  .filter((one) => /js.(search|suggest)/.test(one.name)).reduce((sum, one) => sum + one.decodedBodySize, 0)"""
OVERFLOW = "document.scrollingElement.scrollWidth - innerWidth"
TEXT_SPACING = """
*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}
p{margin-bottom:2em!important}
"""


@pytest.fixture
def library(transactional_db, site_search):  # noqa: F811
    Need.objects.all().delete()
    for rank, name in enumerate(NEEDS):
        Need.objects.create(name=name, slug=f"besoin-{rank}", order=rank)
    product = make_product("Zoom")
    Need.objects.filter(slug="choisir-une-date").delete()
    action = make_action("Se réunir en visioconférence", summary="Se voir à distance.", level="debutant")
    action.replaces.add(product)
    publish(action)
    make_action("Choisir une date à plusieurs", level="debutant")
    tool = make_tool("Jitsi Meet", summary="Une salle de visioconférence.", level="a-l-aise")
    tool.replaces.add(product)
    publish(tool)
    rebuild_engine("embedded")


@pytest.fixture
def box(page):
    page.goto("/chercher/")
    return page.get_by_role("combobox", name="De quoi avez-vous besoin")


@pytest.fixture
def options(page, box):
    """The suggestions for « visio », shown."""
    box.press_sequentially("visio")
    expect(page.locator("#suggestions").get_by_role("option").first).to_be_visible()
    return page.locator("#suggestions").get_by_role("option")


def first_title(page):
    return page.locator(".result .card__title").first.inner_text().replace("\n", "")


@pytest.mark.parametrize("address", ["/chercher/?q=#visio", "/chercher/#visio-conf%C3%A9rence", "/chercher/#visio%"])
def test_a_hashtag_typed_in_the_address_bar_is_searched(page, address):
    page.goto(address)

    page.wait_for_url("**/chercher/?q=%23visio*")
    assert first_title(page) == "#se réunir en visioconférence"


def test_a_hashtag_typed_on_the_search_page_itself_is_searched(page):
    page.goto("/chercher/?q=")
    page.goto("/chercher/?q=#visio")

    page.wait_for_url("**/chercher/?q=%23visio")
    assert first_title(page) == "#se réunir en visioconférence"


def test_a_place_of_the_page_is_not_a_search(page):
    page.goto("/chercher/#contenu")
    page.wait_for_load_state("networkidle")

    assert urlsplit(page.url).query == ""


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("#choisir une date", "#choisir une date à plusieurs"),
        ("visios", "#se réunir en visioconférence"),
        ("visio-conference", "#se réunir en visioconférence"),
        ("zoom", "#se réunir en visioconférence"),
        ("remplacer zoom", "Zoom"),
        ("reunoin", "#se réunir en visioconférence"),
    ],
)
def test_a_text_typed_and_sent_by_enter_answers_first_as_written(page, box, text, title):
    box.fill(text)
    box.press("Enter")

    page.wait_for_url("**/chercher/?q=*")
    assert first_title(page) == title


def test_suggestions_are_announced_walked_with_arrows_and_followed_with_enter(page, box, options):
    expect(page.locator(".search__field [role=status]")).to_have_text("2 suggestions")
    expect(box).to_have_attribute("aria-expanded", "true")
    box.press("ArrowDown")
    expect(options.nth(0)).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", options.nth(0).get_attribute("id"))
    box.press("ArrowUp")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    box.press("ArrowDown")
    box.press("Enter")

    page.wait_for_url("**/actions/se-reunir-en-visioconference/")


def test_escape_closes_the_suggestions_and_keeps_the_text(page, box, options):
    box.press("Escape")

    expect(options).to_have_count(0)
    expect(box).to_have_value("visio")
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(page.locator(".search__field [role=status]")).to_be_empty()


def test_leaving_the_box_closes_the_suggestions(page, box, options):
    box.press("Tab")

    expect(options).to_have_count(0)
    expect(page.get_by_role("button", name="Chercher")).to_be_focused()


def test_a_suggestion_is_followed_with_a_finger(page, options):
    options.nth(0).click()

    page.wait_for_url("**/actions/se-reunir-en-visioconference/")


def test_the_box_of_the_first_page_suggests_too(page):
    page.goto("/")
    box = page.get_by_role("combobox")
    box.press_sequentially("visio")
    expect(page.locator("#suggestions").get_by_role("option").first).to_be_visible()
    box.press("ArrowDown")
    box.press("Enter")

    page.wait_for_url("**/actions/se-reunir-en-visioconference/")


@pytest.mark.parametrize("address", ["/", "/chercher/"])
def test_on_a_phone_suggestions_leave_the_button_free(page, address):
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(address)
    page.locator("#recherche").press_sequentially("visio")
    expect(page.locator("#suggestions").get_by_role("option").first).to_be_visible()

    on_top = page.get_by_role("button", name="Chercher").evaluate(
        """button => {
            const { x, y, width, height } = button.getBoundingClientRect();
            return button.contains(document.elementFromPoint(x + width / 2, y + height / 2));
        }"""
    )

    assert on_top


def test_the_results_are_three_stops_away(page):
    page.goto("/chercher/?q=visio")
    skip = page.get_by_role("link", name="Aller aux résultats")
    skip.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")

    assert page.evaluate("Boolean(document.activeElement.closest('.search__results'))")


def test_suggestions_weigh_little(page, box):
    with page.expect_response("**/chercher/suggestions/*") as answered:
        box.fill("choisir")
    answer = len(answered.value.body())
    scripts = page.evaluate(WEIGHT_OF_SCRIPTS)

    assert answer > 100
    assert scripts > 3_000
    assert scripts + answer <= 10_000


def test_when_nothing_is_found_the_page_says_so_and_leads_on(page):
    page.goto("/chercher/?q=xqzt&niveau=debutant")
    main = page.get_by_role("main")

    assert page.title().startswith("Aucun résultat")
    expect(page.locator(".search__count")).to_contain_text("Aucune fiche pour «\u00a0xqzt\u00a0», niveau débutant")
    expect(page.get_by_role("combobox", name="De quoi avez-vous besoin")).to_have_value("xqzt")
    needs = main.locator(".search__needs a")
    assert [name.lower() for name in needs.all_inner_texts()] == [name.lower() for name in NEEDS]
    needs.nth(0).click()
    page.wait_for_url("**/chercher/?besoin=besoin-0")


def test_one_filter_less_is_offered_with_its_count(page):
    page.goto("/chercher/?q=jitsi&niveau=debutant")
    page.get_by_role("link", name="Sans «\u00a0débutant\u00a0»\u00a0: 1 fiche").click()

    page.wait_for_url("**/chercher/?q=jitsi")
    assert first_title(page) == "Jitsi Meet"


def test_a_missing_sheet_is_asked_for_by_mail_without_an_account(page, settings):
    settings.CONTACT_ADDRESS = "bonjour@exemple.org"
    page.goto("/chercher/?q=xqzt")
    address = urlsplit(page.get_by_role("link", name="Demander cette fiche").get_attribute("href"))

    assert (address.scheme, address.path) == ("mailto", "bonjour@exemple.org")
    assert parse_qs(address.query)["subject"] == ["Une fiche qui manque\u00a0: xqzt"]


def test_a_missing_sheet_is_asked_for_on_the_forum_with_its_name_written(page, browse_as, contributor):
    browse_as(contributor).goto("/chercher/?q=xqzt")
    page.get_by_role("link", name="Poser la question sur le forum").click()

    expect(page.get_by_label("Votre question ou votre sujet")).to_have_value("xqzt")


def test_filters_work_without_a_script(browser, live_server):
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False, locale="fr-FR")
    page = context.new_page()
    page.goto("/chercher/?q=visio")
    page.locator("summary", has_text="Niveau").click()
    page.get_by_label("débutant (1)").check()
    page.get_by_role("button", name="Appliquer").click()
    narrowed = page.locator(".result").count()
    page.get_by_role("link", name="Retirer le filtre débutant").click()

    assert "niveau" not in page.url
    assert (narrowed, page.locator(".result").count()) == (1, 2)
    context.close()


@pytest.mark.parametrize("path", ["/chercher/?q=visio&niveau=debutant&niveau=a-l-aise", "/chercher/?q=xqzt"])
def test_a_narrow_screen_with_open_facets_has_no_sideways_scroll(page, path):
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(path)
    page.locator(".filters > summary").click()
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    bare = page.evaluate(OVERFLOW)
    page.evaluate(
        "(rules) => { const sheet = new CSSStyleSheet(); sheet.replaceSync(rules); document.adoptedStyleSheets = [sheet]; }",
        TEXT_SPACING,
    )

    assert (bare, page.evaluate(OVERFLOW)) == (0, 0)
    expect(page.get_by_label("débutant (1)" if "visio" in path else "débutant (0)")).to_be_visible()
