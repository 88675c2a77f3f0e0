import pytest

from scenarios.facilitation import DEFAULT_PEOPLE
from tests.content import scenario, step

from .test_documents import kinds_of, pdf_of


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.VAR_DIR = tmp_path


@pytest.fixture
def workshop(db):
    activities = [
        {"minutes": 30, "aim": "Essayer", "say": "Bonjour.", "group_does": "Essaie.", "material": "Un téléphone"},
        {"minutes": 30, "aim": "Raconter", "say": "Merci.", "group_does": "Raconte.", "drop_order": 1},
    ]
    running_order = [{"type": "activity", "value": activity} for activity in activities]
    return scenario(steps=[step(f"Faire la chose {n}") for n in range(1, 7)], running_order=running_order)


def test_the_kit_holds_all_that_a_workshop_needs(workshop, visitor):
    pdf = pdf_of(visitor.get(f"/animer/{workshop.slug}/kit.pdf?duree=90&personnes=3"))

    kinds = kinds_of(pdf.Root.StructTreeRoot)
    material, order, cards, poster, attendance, afterwards = 1, 1, 6, 1, 1, 1
    assert kinds.count("/Table") == 2
    handout, roadmap, roadmap_steps = 1, 1, 6
    assert kinds.count("/H2") == (
        material + order + handout + roadmap + roadmap_steps + cards + poster + attendance + afterwards
    )
    assert DEFAULT_PEOPLE == 12


def test_the_kit_has_as_many_pages_and_sheets_as_announced(workshop, visitor):
    pages = len(pdf_of(visitor.get(f"/animer/{workshop.slug}/kit.pdf?personnes=4")).pages)
    page = visitor.get(f"/animer/{workshop.slug}/conducteur/?personnes=4").content.decode()

    assert f"PDF, {pages} pages" in page
    assert f"{(pages + 1) // 2} feuilles recto verso" in page


def test_a_shorter_workshop_drops_what_may_be_left_out(workshop, visitor):
    page = visitor.get(f"/animer/{workshop.slug}/conducteur/?duree=45").content.decode()

    assert "Retiré pour tenir le temps" in page
    assert ">0–30</td>" in page
    assert "30–60" not in page


def test_the_running_order_says_when_it_does_not_fit(db, visitor):
    activity = {"minutes": 60, "aim": "Essayer", "say": "Bonjour.", "group_does": "Essaie."}
    long = scenario(running_order=[{"type": "activity", "value": activity}])

    page = visitor.get(f"/animer/{long.slug}/conducteur/?duree=45").content.decode()

    assert "Ce qui ne peut pas être retiré prend 60 minutes" in page


def test_every_screen_is_in_the_one_page(workshop, visitor):
    page = visitor.get(f"/animer/{workshop.slug}/projection/").content.decode()

    assert page.count("data-screen") == 4
    assert page.index("Organiser une réunion") < page.index("Essaie.") < page.index("Raconte.")
    assert page.count('class="qr"') == 2


@pytest.mark.parametrize("query", ["duree=²", "duree=46", "personnes=0", "personnes=31", "personnes=douze", "duree="])
def test_a_hand_made_query_gives_the_usual_workshop(workshop, visitor, query):
    usual = visitor.get(f"/animer/{workshop.slug}/conducteur/").content

    assert visitor.get(f"/animer/{workshop.slug}/conducteur/?{query}").content == usual


@pytest.mark.parametrize("part", ["conducteur/", "projection/", "kit.pdf"])
def test_a_scenario_without_a_running_order_is_no_workshop(db, visitor, part):
    assert visitor.get(f"/animer/{scenario().slug}/{part}").status_code == 404
    assert visitor.get(f"/animer/rien/{part}").status_code == 404
