"""The pages of the accounts and of the forum, and their forms in error: axe, validator, keyboard, narrow screens."""

from functools import cache

import pytest

from tests.pages.measuring import AXE, measure
from tests.pages.rendering import ORIGIN
from tests.pages.validating import validate

from .community_pages import render_community

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
REFUSED = {"suspended": 403, "signed-out": 403, "form-expired": 403, "reply-locked": 409, "gone": 404}
KINDS = [
    "login", "login-wrong", "signup", "signup-wrong", "signup-robot", "confirmation-sent", "confirmation-unknown", "reset",
    "reset-wrong", "reset-sent", "reset-unknown", "reset-done", "inactive", "deleted", "form-expired", "account", "name",
    "name-taken", "address", "address-wrong", "password", "password-wrong", "keys", "key-list", "key-add", "verify",
    "verify-wrong", "export", "delete", "delete-wrong", "logout", "forum", "forum-resolved", "section", "topic",
    "topic-locked", "history", "report", "report-wrong", "reported", "unsubscribe", "unsubscribed", "signed-out", "new",
    "new-wrong", "reply", "quote", "preview", "reply-locked", "gone", "edit", "resolve", "follow", "own", "first-message",
    "suspended",
]  # fmt: skip
every_kind = pytest.mark.parametrize("kind", KINDS)
ALONE = {"export"}  # a file that one takes away: no style of ours, nothing to press


@pytest.fixture(scope="module")
def community(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        return render_community()


@pytest.fixture(scope="module")
def measured(community, browser, node_modules):
    @cache
    def visit(kind):
        return measure(browser, node_modules, community, kind)

    return visit


@pytest.fixture(scope="module")
def validated(community, node_modules, tmp_path_factory):
    pages = {kind: page.html for kind, page in community.pages.items()}
    return validate(pages, node_modules, tmp_path_factory.mktemp("validated"))


def test_every_page_is_looked_at(community):
    assert set(community.pages) == set(KINDS)


@every_kind
def test_each_page_is_the_one_that_was_asked_for(community, kind):
    assert community.pages[kind].status == REFUSED.get(kind, 200)


@every_kind
def test_axe_finds_nothing_in_the_light_or_in_the_dark(measured, kind):
    assert measured(kind).axe == []


@every_kind
def test_the_html_validator_finds_nothing(validated, kind):
    assert validated[kind] == []


@pytest.mark.parametrize("kind", sorted(set(KINDS) - ALONE))
def test_the_keyboard_goes_everywhere_in_order_and_is_seen(measured, kind):
    assert measured(kind).keyboard == []


@every_kind
def test_nothing_overflows_on_a_narrow_screen_or_with_spaced_text(measured, kind):
    assert max(measured(kind).overflow.values()) <= 0, measured(kind).overflow


@every_kind
def test_a_page_asks_nobody_else(measured, kind):
    assert measured(kind).elsewhere == []


@pytest.mark.parametrize("kind", ["login-wrong", "signup-wrong", "topic", "own", "preview", "report-wrong"])
def test_with_the_colours_of_the_person_axe_finds_nothing_and_buttons_keep_an_edge(
    community, browser, node_modules, kind
):
    context = browser.new_context(locale="fr-FR", viewport={"width": 360, "height": 800}, forced_colors="active")
    context.route("**/*", community.answer)
    page = context.new_page()
    page.goto(ORIGIN + community.pages[kind].path, wait_until="networkidle")
    page.evaluate((node_modules / "axe-core" / "axe.min.js").read_text(encoding="utf-8"))

    edges = page.evaluate(
        "[...document.querySelectorAll('main .button, main input:not([type=hidden]), main textarea')]"
        ".filter((one) => one.checkVisibility() && one.tabIndex >= 0 && !['checkbox', 'radio'].includes(one.type))"
        ".map((one) => parseFloat(getComputedStyle(one).borderTopWidth))"
    )

    assert page.evaluate(AXE) == []
    assert [edge for edge in edges if edge < 1] == []
    context.close()
