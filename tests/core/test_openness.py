"""The title of a private page is private: no list, link back, map of the site or trail names it to everybody."""

import re
from pathlib import Path

import pytest
from wagtail.models import PageViewRestriction

from actions.models import ActionIndexPage, ActionPage
from core.openness import is_open
from core.references import pages_naming
from courses.queries import modules, sequences
from home.models import HomePage
from home.tree import ensure_tree
from tests.conftest import CLONE
from tests.content import action, scenario, step, tool
from tests.pages.contents import Commons

LIVE = re.compile(r"\.live\(\)(?!\.public\(\))")


def close(page) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def test_a_private_action_is_named_nowhere(db, visitor):
    secret = action("Préparer une surprise", sheets=[tool("Framadate")])
    page = scenario(steps=[step("Choisir la date", [secret]), step("Se réunir")])
    close(secret)

    addresses = ["/actions/", "/fiches/outil/", page.url, f"{page.url}etape-1/", f"{page.url}feuille-de-route/"]
    answers = [visitor.get(address).content.decode() for address in [*addresses, "/sitemap.xml"]]

    assert [answer for answer in answers if "surprise" in answer] == []


def test_what_stands_under_a_private_page_is_private(db):
    framadate = tool("Framadate")
    close(framadate.get_parent())

    assert not is_open(framadate)


def test_a_link_back_does_not_name_a_private_page(db):
    framadate = tool("Framadate")
    close(action("Préparer une surprise", sheets=[framadate]))

    assert pages_naming(framadate, [ActionPage])[ActionPage] == []


def test_whoever_reads_a_private_module_sees_its_sequences(db):
    commons = Commons()
    module = commons.modules[0]
    close(module)

    assert [sequence.title for sequence in sequences(module)] == ["Séquence 0"]
    assert modules(module.get_parent().specific) == []


def test_a_restriction_is_read_in_the_same_query(db, django_assert_num_queries):
    close(HomePage.objects.first() or tool().get_parent())
    framadate = tool("Framadate")

    with django_assert_num_queries(1):
        assert not is_open(framadate)


@pytest.mark.parametrize("address", ["/", "/agir/", "/glossaire/", "/forum/"])
def test_menus_agree_that_a_private_page_is_no_entry(db, visitor, address):
    ensure_tree()
    close(ActionIndexPage.objects.get())

    assert 'href="/actions/"' not in visitor.get(address).content.decode()


@pytest.mark.parametrize(
    "app",
    ["actions", "contributions", "courses", "resources", "scenarios", "forum", "home", "quizzes", "search", "paths"],
)
def test_no_app_asks_for_published_pages_in_another_way(app):
    """`.live()` alone lists private pages too: `core.openness.open_pages` is the way."""
    found = [str(path) for path in Path(CLONE, app).rglob("*.py") if LIVE.search(path.read_text(encoding="utf-8"))]

    assert found == []
