import re

import pytest

from core.navigation import is_view, menu

pytestmark = pytest.mark.django_db


def current(visitor, path: str) -> list[tuple[str, str]]:
    """The entries of the menus that say that the reader stands there or under it."""
    page = visitor.get(path).content.decode()
    found = re.findall(r'<a href="([^"]+)" aria-current="([^"]+)"', page)
    return [(href, value) for href, value in found if value in {"page", "true"}]


def test_the_entry_of_this_very_page_is_the_page(visitor):
    assert ("/chercher/", "page") in current(visitor, "/chercher/")


def test_the_entry_above_this_page_is_true(visitor):
    assert current(visitor, "/outils/remplacer/?q=doodle") == [("/chercher/", "true")]


def test_without_a_request_only_views_are_known():
    assert all(is_view(entry.path) for entry in menu(None, "main"))
    assert [entry.current for entry in menu(None, "main")] == [""] * len(menu(None, "main"))
