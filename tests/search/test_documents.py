from datetime import date

import pytest
from django.apps import apps
from wagtail.models import Page

from home.models import HomePage, TextPage
from search.documents import LEFT_OUT, PAGE_BUILDERS, action, all_documents, documents_of, tool
from tests.search.site import make_action, make_product, make_tool, publish

LEFT_OUT_OF_HOME = {HomePage, TextPage}

pytestmark = pytest.mark.django_db


def test_every_page_type_is_found_or_left_out_on_purpose():
    types = {model for model in apps.get_models() if issubclass(model, Page) and model is not Page}

    assert types == set(PAGE_BUILDERS) | set(LEFT_OUT) | LEFT_OUT_OF_HOME


def test_an_action_carries_its_tools_its_products_and_its_facets():
    sheet = make_tool(group_min=3, group_max=20)
    page = make_action(level="ca-va", duration=10, checked_on=date(2026, 3, 3))
    page.sheets = [("sheet", sheet)]
    page.replaces.add(make_product(other_names="doodel"))
    page.tags.add("rendez-vous")
    publish(page)

    found = action(page)

    assert found.replaces == ("Doodle", "doodel")
    assert found.synonyms == ("rendez-vous",)
    assert found.facets["outil"] == ("framadate",)
    assert found.facets["groupe"] == ("2-5", "6-12", "13-30")
    assert found.facets["duree"] == ("10-30-min",)
    assert found.facets["niveau"] == ("ca-va",)
    assert found.url == "/actions/choisir-une-date-a-plusieurs/"


def test_the_body_is_plain_text():
    page = make_tool(losses="Pas de **rappel**, voyez [l’aide](https://exemple.org/une/adresse).")

    assert tool(page).body == "Pas de rappel, voyez l’aide."


def test_a_line_that_a_pack_left_out_is_not_a_word():
    page = make_tool()
    page.pros = [("line", "Rien à installer"), ("line", None)]

    assert tool(page).body == "Rien à installer"


def test_unpublished_and_restricted_pages_are_not_found():
    draft, secret = make_action("Décider"), make_action("Écrire")
    draft.unpublish()
    secret.view_restrictions.create(restriction_type="password", password="mot")

    keys = {f"page:{draft.pk}", f"page:{secret.pk}"}
    documents, removed = documents_of(keys)

    assert documents == []
    assert set(removed) == keys
    assert not keys & {one.key for one in all_documents()}


def test_reading_more_documents_takes_no_more_queries(django_assert_max_num_queries):
    for number in range(5):
        make_tool(f"Outil {number}")

    with django_assert_max_num_queries(60):
        assert len(list(all_documents())) == 5
