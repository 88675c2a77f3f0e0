import pytest
from django.urls import reverse

from core.references import places_using
from courses.models import ModuleIndexPage
from tests.content import action, product, scenario, step, tool


def test_what_a_published_page_names_is_used(db):
    framadate = tool("Framadate")
    dates = action("Choisir une date", sheets=[framadate])

    assert [place.pk for place in places_using([framadate])] == [dates.pk]


def test_what_only_a_draft_names_is_used_too(db):
    framadate = tool("Framadate")
    dates = action("Choisir une date")
    dates.sheets = [("sheet", framadate)]
    dates.save_revision()

    assert [place.pk for place in places_using([framadate])] == [dates.pk]


def test_what_a_step_names_deep_inside_is_used(db):
    dates = action("Choisir une date")
    page = scenario(steps=[step("Choisir la date", [dates]), step("Se réunir")])

    assert [place.pk for place in places_using([dates])] == [page.pk]


def test_a_product_that_a_tool_replaces_is_used(db):
    doodle = product("Doodle")
    framadate = tool("Framadate")
    framadate.replaces.set([doodle])
    framadate.save_revision().publish()

    assert [place.pk for place in places_using([doodle])] == [framadate.pk]


def test_what_nobody_names_any_more_is_free(db):
    framadate = tool("Framadate")
    dates = action("Choisir une date", sheets=[framadate])
    dates.sheets = []
    dates.save_revision().publish()

    assert places_using([framadate]) == []


def test_what_goes_away_together_does_not_hold_itself_back(db):
    framadate = tool("Framadate")
    dates = action("Choisir une date", sheets=[framadate])

    assert places_using([framadate, dates]) == []


def test_what_is_below_a_parent_counts(db):
    framadate = tool("Framadate")
    dates = action("Choisir une date", sheets=[framadate])

    assert [place.pk for place in places_using([framadate.get_parent()])] == [dates.pk]


@pytest.mark.parametrize("name", ["wagtailadmin_pages:delete", "wagtailadmin_pages:unpublish"])
def test_the_editor_is_shown_where_it_is_used_and_nothing_goes(administrator, signed_in, name):
    framadate = tool("Framadate")
    action("Choisir une date", sheets=[framadate])

    response = signed_in(administrator).post(reverse(name, args=[framadate.pk]))

    framadate.refresh_from_db()
    assert response.status_code == 409
    assert "Choisir une date" in response.content.decode()
    assert framadate.live


def test_several_at_once_are_refused_together(administrator, signed_in):
    framadate, etherpad = tool("Framadate"), tool("Etherpad")
    action("Choisir une date", sheets=[framadate])
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])

    response = signed_in(administrator).post(f"{url}?id={framadate.pk}&id={etherpad.pk}")

    assert response.status_code == 409
    assert type(etherpad).objects.filter(pk=etherpad.pk).exists()


def test_a_parent_is_refused_for_what_is_below(administrator, signed_in):
    framadate = tool("Framadate")
    action("Choisir une date", sheets=[framadate])

    response = signed_in(administrator).post(reverse("wagtailadmin_pages:delete", args=[framadate.get_parent().pk]))

    assert response.status_code == 409


def test_a_snippet_in_use_is_refused(administrator, signed_in):
    doodle = product("Doodle")
    framadate = tool("Framadate")
    framadate.replaces.set([doodle])
    framadate.save_revision().publish()

    response = signed_in(administrator).post(
        reverse(type(doodle).snippet_viewset.get_url_name("delete"), args=[doodle.pk])
    )

    assert response.status_code == 409
    assert type(doodle).objects.filter(pk=doodle.pk).exists()


def test_what_is_used_nowhere_is_deleted(administrator, signed_in):
    framadate = tool("Framadate")

    signed_in(administrator).post(reverse("wagtailadmin_pages:delete", args=[framadate.pk]))

    assert not type(framadate).objects.filter(pk=framadate.pk).exists()
    assert ModuleIndexPage.objects.exists()
