"""Whoever edits a page sees it beside the form, with what Wagtail's checker of accessibility says of it."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect
from wagtail.models import Page, get_page_models

from tests.pages.contents import Commons

pytestmark = pytest.mark.browser


@pytest.fixture
def pages(live_server) -> list[Page]:
    """One page of every type that editors can make."""
    Commons()
    return [model.objects.last() for model in get_page_models() if model is not Page]


def seen_in_the_panel(page, content: Page) -> tuple[str, str]:
    """The address that the panel shows, and how many faults the checker counts once it has read the page."""
    page.goto(f"/admin/pages/{content.pk}/edit/")
    page.locator('[data-side-panel-toggle="preview"]').click()
    shown = page.frame_locator("#w-preview-iframe").locator("link[rel=canonical]").get_attribute("href")
    page.locator('[data-side-panel-toggle="checks"]').click()
    expect(page.locator("[data-content-word-count]")).to_have_text(re.compile(r"^\d+$"))
    faults = page.locator("[data-content-checker-count]").inner_text()
    page.goto("about:blank")  # the form says goodbye to the server before the test ends
    return urlsplit(shown).path, faults


def test_the_panel_shows_every_type_of_page_and_checks_it(browse_as, administrator, pages):
    page = browse_as(administrator)

    seen = {type(content).__name__: seen_in_the_panel(page, content) for content in pages}

    assert seen == {type(content).__name__: (content.url, "0") for content in pages}
