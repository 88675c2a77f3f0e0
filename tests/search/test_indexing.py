import pytest

from search.engine import embedded, engine
from search.engines.base import EngineError
from search.indexing import note_changed, ready_engine, rebuild_engine, update_engine
from search.lexicon import lexicon
from search.models import PendingDocument, SynonymGroup
from search.searching import Request, answer
from tests.search.site import make_action, make_product, make_tool, publish

pytestmark = pytest.mark.django_db


def titles(text):
    hits = answer(Request(text), lexicon().vocabulary, ready_engine()).results.hits
    return [hit.card["title"] for hit in hits]


def test_a_published_page_is_found_and_an_unpublished_one_is_not(committed):
    page = make_action()
    with committed():
        publish(page)
    found = titles("choisir")
    with committed():
        page.unpublish()

    assert found == ["Choisir une date à plusieurs"]
    assert titles("choisir") == []


def test_a_new_title_replaces_the_former_one(committed):
    page = make_action()
    with committed():
        publish(page)
    page.title = "Tirer au sort"
    with committed():
        publish(page)

    assert titles("choisir") == []
    assert titles("sort") == ["Tirer au sort"]


def test_a_deleted_page_is_not_found(committed):
    page = make_action()
    with committed():
        publish(page)
    with committed():
        page.delete()

    assert titles("choisir") == []


def test_a_renamed_address_is_followed(committed):
    page = make_action()
    with committed():
        publish(page)
    page.slug = "trouver-une-date"
    with committed():
        publish(page)

    hit = answer(Request("choisir"), lexicon().vocabulary, ready_engine()).results.hits[0]
    assert hit.card["url"] == "/actions/trouver-une-date/"


def test_an_action_follows_the_tools_that_it_gathers(committed):
    sheet, page = make_tool(), make_action()
    page.sheets = [("sheet", sheet)]
    with committed():
        publish(page)
    sheet.group_min, sheet.group_max = 2, 5
    with committed():
        publish(sheet)

    found = answer(Request(facets={"groupe": ("2-5",)}), lexicon().vocabulary, ready_engine())
    assert {hit.card["title"] for hit in found.results.hits} == {page.title, sheet.title}


def test_synonyms_take_effect_without_a_rebuild(committed):
    page = make_action()
    with committed():
        publish(page)
    before = titles("rencard")
    with committed():
        SynonymGroup.objects.create(expressions="rencard\ndate")

    assert before == []
    assert titles("rencard") == [page.title]


def test_a_product_is_found_as_soon_as_it_is_saved(committed):
    make_action()
    ready_engine()
    with committed():
        make_product()

    assert titles("remplacer doodle")[0] == "Doodle"


def test_what_could_not_be_indexed_stays_noted(site_search, monkeypatch):
    page = make_action()
    ready_engine()
    note_changed([f"page:{page.pk}"])
    monkeypatch.setattr(embedded(), "update", raise_engine_error)

    with pytest.raises(EngineError):
        update_engine("embedded")

    assert PendingDocument.objects.filter(key=f"page:{page.pk}").exists()


def raise_engine_error(*args):
    raise EngineError("The disk is full.")


def test_an_empty_or_damaged_folder_is_made_anew(site_search):
    make_action()
    first = titles("choisir")
    for file in embedded().folder.glob("*/*.term"):
        damage(file, b"damaged")
    for file in embedded().folder.glob("*/meta.json"):
        damage(file, b"{")
    engine.cache_clear()
    embedded.cache_clear()

    assert titles("choisir") == first == ["Choisir une date à plusieurs"]


def damage(file, content: bytes) -> None:
    """In a file of its own: an index maps its files into memory, and a page cut off under it ends the process."""
    file.unlink()
    file.write_bytes(content)


def test_an_index_of_another_version_is_made_anew(site_search):
    make_action()
    titles("choisir")
    (embedded().folder / "current").write_text("another-version-1")

    assert titles("choisir") == ["Choisir une date à plusieurs"]


def test_a_rebuild_forgets_what_was_noted_before_it(site_search):
    page = make_action()
    note_changed([f"page:{page.pk}"])

    count = rebuild_engine("embedded")

    assert count == 1
    assert not PendingDocument.objects.exists()


def test_another_process_sees_what_was_written(site_search):
    from search.engines.embedded import EmbeddedEngine
    from search.query import SearchQuery

    make_action()
    ready_engine()
    reader = EmbeddedEngine(embedded().folder)
    before = reader.search(SearchQuery()).total
    note_changed([f"page:{make_action('Écrire à plusieurs').pk}"])
    update_engine("embedded")

    assert (before, reader.search(SearchQuery()).total) == (1, 2)
