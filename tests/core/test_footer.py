"""What the law asks to find at the foot of every page."""

import pytest

from home.models import TextPage
from tests import content

pytestmark = pytest.mark.django_db


def test_the_source_of_what_runs_is_one_click_away(visitor, settings):
    page = content.action()
    settings.SOURCE_ADDRESS = "https://code.example/parcours"

    assert '<a href="https://code.example/parcours">Code source</a>' in visitor.get(page.url).content.decode()


def test_no_link_is_shown_when_nobody_said_where_the_source_is(visitor, settings):
    settings.SOURCE_ADDRESS = ""

    assert "Code source" not in visitor.get(content.action().url).content.decode()


def test_the_legal_notice_is_linked_once_it_is_written(visitor):
    page = content.action()
    assert "/mentions-legales/" not in visitor.get(page.url).content.decode()

    page.get_site().root_page.add_child(
        instance=TextPage(title="Mentions légales", slug="mentions-legales", summary="Qui répond du site.")
    )

    assert '<a href="/mentions-legales/">Mentions légales</a>' in visitor.get(page.url).content.decode()
