"""A site's own colour and logo, without touching the clone nor asking for anything more."""

import re

import pytest
from django.contrib.staticfiles import finders
from django.core.exceptions import ImproperlyConfigured

from core.appearance import DARK_PAPER, PAPER, READABLE, colour, contrast, logo, style
from core.stylesheet import NAME
from tests import content

COLOURS = ["#1d4680", "#6a2b5b", "#000000", "#7a0000", "#004d00"]


@pytest.mark.parametrize("chosen", COLOURS)
def test_words_are_readable_in_a_chosen_colour_by_day_and_by_night(chosen):
    day, night, night_again = re.findall(r"--press: (\S+); --press-text: (\S+); --press-hover: (\S+);", style(chosen))

    assert colour("PARCOURS_COLOUR", chosen) == day[0] == chosen
    assert night == night_again
    assert min(contrast(day[0], PAPER), contrast(night[0], DARK_PAPER)) >= READABLE
    assert min(contrast(press, text) for press, text, _ in (day, night)) >= READABLE
    assert min(contrast(hover, text) for _, text, hover in (day, night)) >= READABLE


@pytest.mark.parametrize(
    ("written", "told"),
    [("bleu", "n’est pas une couleur comme #1d4680"), ("#12", "n’est pas une couleur"), ("#ffcc00", "trop claire")],
)
def test_a_colour_that_cannot_be_used_is_refused_with_a_sentence(written, told):
    with pytest.raises(ImproperlyConfigured, match=told):
        colour("PARCOURS_COLOUR", written)


def test_a_colour_that_is_too_light_is_refused_with_one_that_would_do():
    with pytest.raises(ImproperlyConfigured) as refused:
        colour("PARCOURS_COLOUR", "#ffcc00")

    proposed = re.search(r"Par exemple : (#\w+)", str(refused.value)).group(1)
    assert colour("PARCOURS_COLOUR", proposed) == proposed


@pytest.mark.parametrize("name", ["absent.svg", "logo.txt"])
def test_a_logo_that_is_no_picture_is_refused(tmp_path, name):
    (tmp_path / "logo.txt").write_text("x")

    with pytest.raises(ImproperlyConfigured, match="PARCOURS_LOGO"):
        logo("PARCOURS_LOGO", str(tmp_path / name))


def test_a_site_without_a_colour_of_its_own_has_the_stylesheet_of_the_software():
    assert style("") == ""


def test_the_one_stylesheet_holds_the_colour(settings, tmp_path):
    settings.VAR_DIR, settings.COLOUR = tmp_path, "#6a2b5b"
    finders.get_finder.cache_clear()

    written = open(finders.find(NAME), encoding="utf-8").read()  # noqa: SIM115

    finders.get_finder.cache_clear()
    assert written.index("--press: #6a2b5b") < written.index("@layer base {")


@pytest.mark.django_db
def test_every_page_shows_the_logo_in_the_place_of_the_sign(settings, tmp_path, visitor):
    (tmp_path / "notre.SVG").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
    settings.LOGO = tmp_path / "notre.SVG"

    page = visitor.get(content.action().url).content.decode()

    assert '<img class="header__logo" src="/static/icons/logo.svg" alt="" height="32">' in page
    assert '<link rel="icon" href="/static/icons/logo.svg">' in page
    assert 'class="sign"' not in page
