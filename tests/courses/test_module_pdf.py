"""The module as a tagged PDF: its structure (veraPDF judges the rest in tests/demo)."""

import io

import pikepdf
import pytest


@pytest.fixture
def pdf(module, visitor):
    response = visitor.get("/apprendre/internet.pdf")
    with pikepdf.open(io.BytesIO(b"".join(response.streaming_content))) as opened:
        yield opened


def elements(pdf) -> list[pikepdf.Dictionary]:
    """The structure elements in reading order."""
    found: list[pikepdf.Dictionary] = []

    def walk(node) -> None:
        if isinstance(node, pikepdf.Array):
            for child in node:
                walk(child)
        elif isinstance(node, pikepdf.Dictionary):
            if "/S" in node:
                found.append(node)
            if "/K" in node:
                walk(node.K)

    walk(pdf.Root.StructTreeRoot)
    return found


def kinds(pdf) -> list[str]:
    return [str(element.S) for element in elements(pdf)]


def test_it_has_its_title_its_language_and_its_tags(pdf):
    metadata = pdf.open_metadata()
    assert str(metadata.get("dc:title")) == "Internet"
    assert metadata.get("pdfuaid:part") == "1"
    assert str(pdf.Root.Lang) == "fr"
    assert pdf.Root.MarkInfo.Marked
    assert pdf.Root.ViewerPreferences.DisplayDocTitle


def test_its_headings_go_down_one_level_at_a_time(pdf):
    levels = [int(kind[2]) for kind in kinds(pdf) if kind in {"/H1", "/H2", "/H3", "/H4", "/H5", "/H6"}]
    assert levels == [1, 2, 3, 4, 5, 3, 4, 5, 2, 3, 4, 5]


def test_its_outline_names_sequences_and_lessons(pdf):
    with pdf.open_outline() as outline:
        module = outline.root[0]
        said = [(sequence.title, [lesson.title for lesson in sequence.children]) for sequence in module.children]
    assert said == [("Les bases", ["Le nuage", "Les données"]), ("La suite", ["Et après"])]


def test_its_table_of_contents_leads_to_each_lesson(pdf):
    named = {str(name) for name in pdf.Root.Names.Dests.Names[::2]}
    links = {str(note.Dest) for page in pdf.pages for note in page.get("/Annots", []) if "/Dest" in note}
    contents = {link for link in links if link.startswith(("sequence-", "lecon-"))}
    assert len(contents) == 5
    assert links <= named


def test_every_page_is_tagged_and_every_link_is_described(pdf):
    links = [note for page in pdf.pages for note in page.get("/Annots", []) if str(note.Subtype) == "/Link"]
    assert all("/StructParents" in page for page in pdf.pages)
    assert links
    assert all("/Contents" in link and "/StructParent" in link for link in links)


def test_its_tables_have_headers_and_its_figures_alternatives(pdf):
    figures = [element for element in elements(pdf) if str(element.S) == "/Figure"]
    assert kinds(pdf).count("/Table") == 3
    assert kinds(pdf).count("/TH") == 6
    assert all(str(figure.get("/Alt", "")) for figure in figures)


def test_its_last_page_says_who_made_it_and_the_licence(pdf, module, visitor):
    addresses = [str(note.A.URI) for note in pdf.pages[-1].get("/Annots", []) if "/A" in note and "/URI" in note.A]
    assert any("creativecommons.org/licenses/by-sa" in address for address in addresses)
    assert any(address.endswith(f"/f/{module.code}") for address in addresses)
    assert str(pdf.open_metadata().get("dc:creator")) == "['Ada']"


def test_a_change_in_a_lesson_makes_a_new_document(module, visitor, settings):
    visitor.get("/apprendre/internet.pdf")
    lesson = module.get_descendants().last().specific
    lesson.save_revision().publish()
    visitor.get("/apprendre/internet.pdf")
    visitor.get("/apprendre/internet.pdf")
    assert len(list((settings.VAR_DIR / "documents").glob(f"{module.code}-*.pdf"))) == 2


def test_a_lesson_that_was_withdrawn_leaves_the_document(module, visitor, settings):
    visitor.get("/apprendre/internet.pdf")
    module.get_descendants().get(slug="nuage").unpublish()
    visitor.get("/apprendre/internet.pdf")
    assert len(list((settings.VAR_DIR / "documents").glob(f"{module.code}-*.pdf"))) == 2


def test_lessons_that_changed_places_make_a_new_document(module, visitor, settings):
    visitor.get("/apprendre/internet.pdf")
    module.get_descendants().get(slug="nuage").move(module.get_descendants().get(slug="bases"), pos="last-child")
    visitor.get("/apprendre/internet.pdf")
    assert len(list((settings.VAR_DIR / "documents").glob(f"{module.code}-*.pdf"))) == 2
