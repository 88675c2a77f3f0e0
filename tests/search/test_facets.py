"""Every facet of the search, from pages to filters, as the specification lists them (`ux.md` 5.1)."""

import re
from datetime import date

import pytest

from core.models import Audience, Need, Theme
from search.engines.base import FACETS
from search.indexing import ready_engine
from search.lexicon import lexicon
from search.searching import Request, answer
from tests.search.site import make_action, make_tool, publish

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_search")]

VALUES = {
    "type": "outil",
    "outil": "framadate",
    "niveau": "debutant",
    "duree": "moins-de-10-min",
    "groupe": "6-12",
    "licence": "cc-by-4.0",
    "besoin": "dater",
    "theme": "organisation",
    "public": "benevoles",
}


@pytest.fixture
def described():
    """A tool that has a value in every facet, beside an action that has few."""
    sheet = make_tool(level="debutant", duration=5, group_min=6, group_max=12, checked_on=date(2026, 3, 3))
    sheet.licence = "cc-by-4.0"
    sheet.needs.add(Need.objects.get_or_create(slug="dater", defaults={"name": "dater"})[0])
    sheet.themes.add(Theme.objects.get_or_create(slug="organisation", defaults={"name": "organisation"})[0])
    sheet.audiences.add(Audience.objects.get_or_create(slug="benevoles", defaults={"name": "bénévoles"})[0])
    publish(sheet)
    make_action("Choisir une date à plusieurs", level="ca-va", duration=60)
    return sheet


def titles(**facets):
    found = answer(Request("", facets), lexicon().vocabulary, ready_engine())
    return [hit.card["title"] for hit in found.results.hits]


def test_the_facets_are_those_of_the_specification_in_their_order():
    assert set(VALUES) == set(FACETS)
    assert FACETS == ("besoin", "theme", "type", "outil", "niveau", "duree", "groupe", "public", "licence")


@pytest.mark.parametrize("facet", FACETS)
def test_each_facet_narrows_to_what_has_its_value(facet, described, visitor):
    page = visitor.get("/chercher/", {facet: VALUES[facet]}).content.decode()

    assert titles(**{facet: (VALUES[facet],)}) == ["Framadate"]
    assert f'name="{facet}" value="{VALUES[facet]}" checked' in page
    assert "1 fiche" in page
    assert "Un filtre de cette adresse" not in page


def test_values_of_a_facet_add_up_and_facets_narrow(described):
    assert len(titles(niveau=("debutant", "ca-va"))) == 2
    assert titles(niveau=("debutant", "ca-va"), duree=("30-min-2-h",)) == ["Choisir une date à plusieurs"]


@pytest.mark.parametrize(
    ("minutes", "value"),
    [(9, "moins-de-10-min"), (10, "10-30-min"), (30, "10-30-min"), (31, "30-min-2-h"), (121, "plusieurs-seances")],
)
def test_durations_fall_in_their_range(minutes, value):
    make_action("Décider", duration=minutes)

    assert titles(duree=(value,)) == ["Décider"]


@pytest.mark.parametrize(
    ("smallest", "largest", "values"),
    [(2, 5, ["2-5"]), (6, 30, ["6-12", "13-30"]), (31, None, ["30-plus"]), (None, 12, ["2-5", "6-12"])],
)
def test_sizes_of_a_group_are_every_range_that_the_tool_suits(smallest, largest, values):
    make_tool("Framadate", group_min=smallest, group_max=largest)

    found = [value for value, _ in lexicon().values["groupe"] if titles(groupe=(value,))]
    assert found == values


@pytest.mark.parametrize(
    ("sort", "first", "then"), [("verifiees", "Framadate", "choisir"), ("a-z", "choisir", "Framadate")]
)
def test_there_are_three_orders_and_none_by_popularity(sort, first, then, described, visitor):
    page = visitor.get("/chercher/", {"tri": sort}).content.decode()
    results = page.split('class="results"')[1]

    assert page.count('<option value="') == 3
    assert f'<option value="{sort}" selected>' in page
    assert results.index(first) < results.index(then)


@pytest.fixture
def many_tools(described):
    """Thirty tools beside the first: more than the filter shows at once."""
    return [make_tool(f"Outil {number:02}", slug=f"outil-{number:02}") for number in range(30)]


def tools_shown(page):
    return re.findall(r'name="outil" value="([\w-]+)"', page)


def test_a_tool_that_the_filter_does_not_show_is_found_by_its_letters(many_tools, visitor):
    whole = visitor.get("/chercher/").content.decode()
    found = visitor.get("/chercher/", {"nom-outil": "ÓUTIL 1"}).content.decode()

    assert len(tools_shown(whole)) == 24
    assert tools_shown(found) == [f"outil-1{number}" for number in range(10)]
    assert "10 outils ont «\xa0ÓUTIL 1\xa0» dans leur nom." in found
    assert 'value="ÓUTIL 1"' in found


def test_the_only_tool_that_has_the_letters_becomes_the_filter(many_tools, visitor):
    page = visitor.get("/chercher/", {"nom-outil": "framad", "niveau": "debutant"}).content.decode()

    assert 'name="outil" value="framadate" checked' in page
    assert 'href="/chercher/?niveau=debutant"' in page  # the chip that takes the tool off
    assert "1 fiche" in page


def test_a_tool_named_in_full_is_chosen_even_where_others_have_its_name(many_tools, visitor):
    make_tool("Framadate avancé", slug="framadate-avance")

    page = visitor.get("/chercher/", {"nom-outil": "framadate"}).content.decode()

    assert 'name="outil" value="framadate" checked' in page


def test_letters_that_no_tool_has_are_told_and_kept(many_tools, visitor):
    page = visitor.get("/chercher/", {"nom-outil": "xyz"}).content.decode()

    assert "Aucun outil n’a «\xa0xyz\xa0» dans son nom." in page
    assert 'value="xyz"' in page
    assert tools_shown(page) == []
    assert "32 fiches" in page
