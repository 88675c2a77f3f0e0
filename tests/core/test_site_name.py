"""The name of the site is that of the host's variable, from the next start on; the first migration decides nothing."""

import pytest
from wagtail.models import Site

from home.tree import ensure_tree

pytestmark = pytest.mark.django_db


@pytest.fixture
def site():
    ensure_tree()
    site = Site.objects.get(is_default_site=True)
    site.site_name = "Un nom d’avant"
    site.save()


def test_the_name_that_a_host_gives_shows_at_once_everywhere(site, settings, visitor):
    settings.WAGTAIL_SITE_NAME, settings.SITE_NAME_IS_GIVEN = "Le commun d’ici", True

    page = visitor.get("/").content.decode()

    assert "<title>Le commun d’ici – " in page
    assert '<meta property="og:site_name" content="Le commun d’ici">' in page
    assert "Un nom d’avant" not in page


def test_without_one_the_name_that_editors_wrote_stays(site, visitor):
    assert "<title>Un nom d’avant – " in visitor.get("/").content.decode()
