"""« Modifier cette page »: offered by the browser of an editor, on pages that stay the same bytes for everybody."""

import pytest
from playwright.sync_api import expect

from actions.models import ActionIndexPage, ActionPage
from home.tree import ensure_tree
from tests.pages.contents import SHARED, publish

pytestmark = pytest.mark.browser


@pytest.fixture
def action(db):
    ensure_tree()
    return publish(ActionIndexPage.objects.get(), ActionPage(**SHARED, title="Choisir une date", slug="choisir"))


def edit_link(page):
    return page.get_by_role("link", name="Modifier cette page")


def test_an_editor_goes_from_a_page_to_its_form_and_the_page_forgets_it_at_the_door(page, action, browse_as, editor):
    page.goto("/actions/choisir/")
    expect(edit_link(page)).to_have_count(0)
    browse_as(editor).goto("/admin/")
    assert page.evaluate("localStorage.getItem('redaction')") == "1"

    page.goto("/actions/choisir/")
    edit_link(page).click()
    page.wait_for_url(f"**/admin/pages/{action.pk}/edit/")

    page.context.clear_cookies()
    page.goto("/compte/connexion/")
    page.goto("/actions/choisir/")
    expect(page.locator(".footer")).to_be_visible()
    expect(edit_link(page)).to_have_count(0)


def test_a_page_without_a_form_of_its_own_offers_nothing(page, browse_as, editor):
    ensure_tree()
    browse_as(editor).goto("/admin/")

    page.goto("/carnet/")

    expect(page.locator(".footer")).to_be_visible()
    expect(edit_link(page)).to_have_count(0)
