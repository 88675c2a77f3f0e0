import io

import pikepdf
import pytest

from resources.models import ToolSheet
from tests.content import action, scenario, step, tool

QUEUED = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.VAR_DIR = tmp_path


@pytest.fixture
def guided(db):
    framadate = tool("Framadate", group_min=2, group_max=100, account="non", hosted_as_service=True)
    dates = action("Choisir une date", sheets=[framadate, tool("Rallly", slug="rallly", group_max=20)])
    steps = [step(f"Faire la chose {number}", [dates]) for number in range(1, 7)]
    running_order = [
        {"type": "activity", "value": {"minutes": 60, "aim": "Essayer", "say": "Bonjour.", "group_does": "Essaie."}}
    ]
    return scenario("Organiser une réunion", steps=steps, running_order=running_order)


def pdf_of(response) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(b"".join(response.streaming_content)))


def alternatives_of(pdf: pikepdf.Pdf) -> str:
    """What stands for the images, all together."""
    return "\n".join(str(one.get("/Alt", "")) for one in pdf.objects if isinstance(one, pikepdf.Dictionary))


def kinds_of(node, found=None) -> list[str]:
    """The structure types of a tagged PDF, in reading order."""
    found = [] if found is None else found
    if isinstance(node, pikepdf.Array):
        for child in node:
            kinds_of(child, found)
    elif isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            found.append(str(node.S))
        if "/K" in node:
            kinds_of(node.K, found)
    return found


def test_the_roadmap_is_a_tagged_pdf_in_french(guided, visitor):
    pdf = pdf_of(visitor.get(f"/agir/{guided.slug}/feuille-de-route.pdf"))

    kinds = kinds_of(pdf.Root.StructTreeRoot)
    metadata = pdf.open_metadata()
    assert str(pdf.Root.Lang) == "fr"
    assert pdf.Root.MarkInfo.Marked
    assert metadata.get("pdfuaid:part") == "1"
    assert "Organiser une réunion" in str(metadata.get("dc:title"))
    assert kinds.count("/H1") == 1
    assert kinds.count("/H2") == 6
    assert kinds.count("/Figure") == 6
    assert "/Link" in kinds


def test_every_figure_of_the_roadmap_has_an_alternative(guided, visitor):
    pdf = pdf_of(visitor.get(f"/agir/{guided.slug}/feuille-de-route.pdf"))

    figures = [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/Figure"]
    assert len(figures) == 6
    assert all("Framadate" in str(figure.get("/Alt", "")) for figure in figures)


def test_the_number_of_pages_that_is_announced_is_right(guided, visitor):
    pdf = pdf_of(visitor.get(f"/agir/{guided.slug}/feuille-de-route.pdf"))
    page = visitor.get(f"{guided.url}feuille-de-route/").content.decode()

    assert f"PDF à remplir à la main, {len(pdf.pages)} page" in page


def test_a_document_is_made_once_for_the_same_answers(guided, visitor, settings):
    visitor.get(f"/agir/{guided.slug}/feuille-de-route.pdf?groupe=6-12&aisance=debutant")
    visitor.get(f"/agir/{guided.slug}/feuille-de-route.pdf?aisance=debutant&groupe=6-12&inconnu=1")

    assert len(list((settings.VAR_DIR / "documents").glob(f"{guided.code}-*.pdf"))) == 1


def test_a_new_version_of_the_scenario_makes_a_new_document(guided, visitor, settings):
    visitor.get(f"/agir/{guided.slug}/feuille-de-route.pdf")
    guided.save_revision().publish()
    visitor.get(f"/agir/{guided.slug}/feuille-de-route.pdf")

    assert len(list((settings.VAR_DIR / "documents").glob(f"{guided.code}-*.pdf"))) == 2


def test_the_tool_that_the_group_named_stands_on_the_roadmap(guided, visitor):
    page = visitor.get(f"{guided.url}feuille-de-route/?outil1=rallly").content.decode()

    assert 'value="rallly" selected' in page


def test_paper_says_chosen_only_for_what_was_chosen(guided, visitor):
    rallly = ToolSheet.objects.get(slug="rallly")
    page = visitor.get(f"{guided.url}feuille-de-route/?outil2={rallly.code}").content.decode()
    file = visitor.get(f"/agir/{guided.slug}/feuille-de-route.html?outil2={rallly.code}").content.decode()

    assert (page.count("Outil proposé"), file.count("Outil proposé")) == (5, 5)
    assert file.count("Outil choisi") == 1
    assert f'data-tool-asked="{rallly.code}"' in page


def test_the_link_for_the_board_keeps_tools_and_dates(guided, visitor):
    rallly = ToolSheet.objects.get(slug="rallly")
    query = f"groupe=6-12&outil2={rallly.code}&quand2=2026-12-15&quand3=hier&lignes=non"
    page = visitor.get(f"{guided.url}feuille-de-route/?{query}").content.decode()

    assert "feuille-de-route/?groupe=6-12&amp;outil2=rallly&amp;quand2=2026-12-15&quot;".replace("&quot;", '"') in page
    assert page.count("15 décembre 2026") == 2  # shown, and kept for the script


def test_the_file_to_take_away_needs_nothing_else(guided, visitor):
    response = visitor.get(f"/agir/{guided.slug}/feuille-de-route.html")

    text = response.content.decode()
    assert "attachment" in response["Content-Disposition"]
    assert "data:font/woff2" in text
    assert 'src="' not in text
    assert "<link" not in text


def test_a_sheet_that_changed_is_on_the_next_roadmap(guided, visitor):
    address = f"/agir/{guided.slug}/feuille-de-route.pdf"
    before = pdf_of(visitor.get(address))

    sheet = ToolSheet.objects.get(title="Framadate")
    sheet.title = "Framadate 2"
    sheet.save_revision().publish()
    after = pdf_of(visitor.get(address))

    assert "Framadate 2" in alternatives_of(after)
    assert len(before.pages) == len(after.pages)


def test_a_page_makes_no_document_to_announce_its_pages(guided, visitor, settings):
    settings.TASKS = QUEUED

    pages = [
        visitor.get(f"{guided.url}feuille-de-route/?groupe=6-12"),
        visitor.get(f"/animer/{guided.slug}/conducteur/?personnes=29"),
    ]
    file = visitor.get(f"/agir/{guided.slug}/feuille-de-route.pdf")
    other = visitor.get(f"/animer/{guided.slug}/kit.pdf?personnes=29")

    assert [page.status_code for page in pages] == [200, 200]
    assert (file.status_code, other.status_code) == (202, 202)
    assert not list((settings.VAR_DIR / "documents").glob("*.pdf"))


def test_a_poster_takes_one_page_and_cards_go_by_four(guided, visitor):
    poster = pdf_of(visitor.get(f"/agir/{guided.slug}/feuille-de-route.pdf?quoi=affiche"))
    cards = pdf_of(visitor.get(f"/agir/{guided.slug}/feuille-de-route.pdf?quoi=cartes"))
    page = visitor.get(f"{guided.url}feuille-de-route/?quoi=cartes").content.decode()

    assert len(poster.pages) == 1
    assert len(cards.pages) == 2
    assert kinds_of(cards.Root.StructTreeRoot).count("/H2") == 6
    assert "PDF à remplir à la main, 2 pages" in page


def test_the_largest_card_keeps_its_code(db, visitor):
    tasks = [{"type": "item", "id": f"t{n}", "value": {"text": "Mot " * 29, "joiner": "or"}} for n in range(5)]
    steps = [step("Titre " * 13, [action(sheets=[tool()])], tasks=tasks, result="Mot " * 74) for _ in range(4)]
    full = scenario("Remplir les cartes", steps=steps)

    pdf = pdf_of(visitor.get(f"/agir/{full.slug}/feuille-de-route.pdf?quoi=cartes"))

    assert len(pdf.pages) == 1
    assert kinds_of(pdf.Root.StructTreeRoot).count("/Figure") == 4


@pytest.mark.parametrize(
    "query", ["quoi=livre", "lignes=peut-etre", "outil1=rien", "outil99=x", "modes=", "groupe=mille"]
)
def test_an_unknown_option_gives_the_plain_roadmap(guided, visitor, query):
    plain = visitor.get(f"{guided.url}feuille-de-route/").content

    assert visitor.get(f"{guided.url}feuille-de-route/?{query}").content == plain


def test_the_group_has_a_short_link_that_keeps_its_answers(guided, visitor):
    page = visitor.get(f"{guided.url}feuille-de-route/?groupe=6-12&aisance=debutant").content.decode()
    short = visitor.get(f"/f/{guided.code}?aisance=debutant&groupe=6-12")

    assert f"/f/{guided.code}?aisance=debutant&amp;groupe=6-12" in page
    assert short.url == f"{guided.url}?aisance=debutant&groupe=6-12"


@pytest.mark.parametrize("path", ["/agir/rien/feuille-de-route.pdf", "/agir/rien/feuille-de-route.ics"])
def test_a_scenario_that_does_not_exist_has_no_documents(db, visitor, path):
    assert visitor.get(path).status_code == 404


def test_a_sheet_that_was_withdrawn_is_no_longer_on_the_roadmap(guided, visitor):
    address = f"/agir/{guided.slug}/feuille-de-route.pdf"
    before = alternatives_of(pdf_of(visitor.get(address)))

    ToolSheet.objects.get(title="Framadate").unpublish()
    after = alternatives_of(pdf_of(visitor.get(address)))

    assert "Framadate" in before
    assert "Framadate" not in after
