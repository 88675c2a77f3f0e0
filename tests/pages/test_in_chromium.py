"""What holds on every public page in a real browser: accessibility, keyboard, narrow screens, sobriety, no third party."""

import pytest

from .ecoindex import GRADE_A, GRADE_B
from .kinds import (
    ANSWERS_ARE_KEPT,
    KINDS,
    LONG_LISTS,
    MOST_BYTES,
    MOST_ELEMENTS,
    MOST_ELEMENTS_OF_A_LONG_LIST,
    MOST_REQUESTS,
    MOST_REQUESTS_OF,
    MOST_SCRIPT,
    WORDS_WOKEN_BY_SCRIPTS,
)
from .measuring import words_without_script

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
every_kind = pytest.mark.parametrize("kind", KINDS)
every_site = pytest.mark.parametrize("site", ["few", "worst"])


@every_site
@every_kind
def test_axe_finds_nothing_in_the_light_or_in_the_dark(measured, site, kind):
    assert measured(site, kind).axe == []


@every_site
@every_kind
def test_the_html_validator_finds_nothing(validated, site, kind):
    assert validated[f"{site}-{kind}"] == []


@every_kind
def test_the_keyboard_goes_everywhere_in_order_and_is_seen(measured, kind):
    assert measured("few", kind).keyboard == []


@every_site
@every_kind
def test_nothing_overflows_on_a_narrow_screen_or_with_spaced_text(measured, site, kind):
    assert max(measured(site, kind).overflow.values()) <= 0, measured(site, kind).overflow


@every_kind
def test_no_button_is_stretched_on_a_narrow_screen(measured, kind):
    assert measured("few", kind).stretched == []


@every_site
@every_kind
def test_a_page_is_light(measured, site, kind):
    found = measured(site, kind)
    is_long = kind in LONG_LISTS

    assert len(found.requests) <= MOST_REQUESTS_OF.get(kind, MOST_REQUESTS)
    assert found.bytes <= MOST_BYTES
    assert found.script_bytes <= MOST_SCRIPT
    assert found.elements <= (MOST_ELEMENTS_OF_A_LONG_LIST if is_long else MOST_ELEMENTS)
    assert found.ecoindex > (GRADE_B if is_long else GRADE_A)


@every_kind
def test_a_page_asks_nobody_else_and_keeps_nothing(measured, kind):
    found = measured("few", kind)

    assert found.elsewhere == []
    assert found.cookies == []
    assert found.stored == (["carnet"] if kind in ANSWERS_ARE_KEPT else [])
    assert [error for error in found.errors if "status of 404" not in error] == []


@every_kind
def test_the_words_are_there_without_a_script(measured, few, browser, kind):
    words = measured("few", kind).words
    there = set(words_without_script(browser, few, kind))

    missing = [word for word in words if word not in there]

    assert words
    assert len(missing) <= max(WORDS_WOKEN_BY_SCRIPTS.get(kind, 10), 0.05 * len(words)), (
        missing
    )  # the buttons and states that a script wakes


@every_kind
def test_paper_shows_no_menu(measured, kind):
    assert not measured("few", kind).nav_is_printed


@every_kind
def test_paper_loses_nothing_that_is_read(measured, kind):
    assert measured("few", kind).lost_on_paper == []
