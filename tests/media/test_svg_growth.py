"""Twice the drawing, twice the work: whoever sends a picture does not choose how long the site looks at it."""

from contextlib import suppress

import pytest
from django.core.exceptions import ValidationError

from media.svg import clean_svg, drawn_inline
from tests.growth import growth, slowdown

ELEMENTS = [
    '<g><path d="M0 0h1" fill="url(#a)"/></g>',
    '<a:b xmlns:a="urn:x"/><rect width="1"/>',
    '<rect a:b="1" xmlns:a="urn:x"/>',
    "<style>a{fill:red}</style>",
    "<!-- a -->",
    "<text>a</text>",
    "a ",
]
# What one attribute or one sheet of style may hold, as long as it likes.
VALUES = [
    "a",
    " ",
    "\\",
    "\\7",
    "\\75 ",
    "/*",
    "/**/",
    "*/",
    "url(",
    "url(#a) ",
    "url( ",
    "u/**/rl(",
    "image(",
    "@",
    "@i",
    "'",
    "#",
]


def clean(text):
    with suppress(ValidationError):
        clean_svg(text.encode())


def whole(inside):
    clean(f'<svg xmlns="http://www.w3.org/2000/svg">{inside}</svg>')


def in_an_attribute(value):
    whole(f'<rect style="{value}"/>')


def in_a_style(value):
    whole(f"<style>{value}</style>")


def inline(inside):
    drawn_inline(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1">{inside}</svg>'.encode(), "a", "b")


@pytest.mark.parametrize("work", [whole, inline])
@pytest.mark.parametrize("unit", ELEMENTS)
def test_twice_the_elements_run_twice_the_lines(work, unit):
    assert growth(work, unit, length=4_000) <= 2.2


@pytest.mark.parametrize("work", [in_an_attribute, in_a_style])
def test_no_value_is_read_again_at_each_of_its_places(work):
    measured = {unit: slowdown(work, unit) for unit in VALUES}

    assert [unit for unit, times in measured.items() if times > 3] == []
