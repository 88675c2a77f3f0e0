"""The library on a site: every link leads somewhere, every figure has its text, every anchor is there."""

import re

import pytest
import yaml

from tests.demo.reading import PACK
from tests.demo.rendering import drawings

# Without a test that asks for the database, none would be made for the fixture.
pytestmark = pytest.mark.django_db
_ID = re.compile(r' id="([^"]+)"')


def test_every_page_of_the_library_is_there(library):
    assert len(library.pages) > 280


def test_no_inner_link_leads_nowhere(library):
    assert library.dead_links == {}


def test_every_figure_of_every_page_has_its_text(library):
    figures = [(path, tag) for path, html in library.pages.items() for tag in drawings(html)]

    assert len({tag for _, tag in figures}) >= 22
    assert not [(path, tag) for path, tag in figures if not re.search(r' (?:alt|aria-label)="[^"]{10,}"', tag)]
    assert not [(path, tag) for path, tag in figures if "aria-labelledby" in tag]


def test_every_question_leads_to_a_heading_of_the_rendered_lesson(library):
    quizzes = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in PACK.glob("quizzes/*.yaml")]
    targets = [question["lesson_url"].split("#") for quiz in quizzes for question in quiz["questions"]]

    assert not [(path, anchor) for path, anchor in targets if anchor not in _ID.findall(library.pages[path])]
