import re

import pytest
from wagtail.models import PageViewRestriction, Site

from core.navigation import is_view, menu
from home.models import TextPage

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


def test_a_page_right_under_the_home_that_editors_show_in_menus_stands_at_the_foot_of_every_page(visitor):
    root = Site.objects.get().root_page
    root.add_child(instance=TextPage(title="Nos ateliers", slug="nos-ateliers", summary="Où.", show_in_menus=True))
    root.add_child(instance=TextPage(title="Brouillon", slug="brouillon", show_in_menus=True, live=False))
    root.add_child(instance=TextPage(title="Pas au menu", slug="pas-au-menu", summary="Où."))

    pages = [visitor.get(path).content.decode() for path in ("/", "/chercher/", "/glossaire/")]

    assert ['<a href="/nos-ateliers/">Nos ateliers</a>' in page for page in pages] == [True] * 3
    assert ["Brouillon" in page or "Pas au menu" in page for page in pages] == [False] * 3


def test_a_page_that_the_software_names_already_is_not_named_twice(visitor):
    root = Site.objects.get().root_page
    root.add_child(instance=TextPage(title="Aide du site", slug="aide", summary="Comment.", show_in_menus=True))

    page = visitor.get("/glossaire/").content.decode()

    assert page.count('<a href="/aide/"') == 1


def test_a_private_page_is_in_no_menu(visitor):
    page = TextPage(title="Pour l’équipe", slug="equipe", summary="Ici.", show_in_menus=True)
    Site.objects.get().root_page.add_child(instance=page)
    PageViewRestriction.objects.create(page=page, restriction_type="login")

    assert "Pour l’équipe" not in visitor.get("/glossaire/").content.decode()
