from xml.etree.ElementTree import fromstring

import pytest

from core.sitemap import GlossarySitemap, PageSitemap
from tests import content

pytestmark = pytest.mark.django_db
LOCATION = ".//{http://www.sitemaps.org/schemas/sitemap/0.9}loc"


def locations(visitor, address: str) -> list[str]:
    response = visitor.get(address)
    assert (response.status_code, response["Content-Type"]) == (200, "application/xml")
    return [found.text for found in fromstring(response.content).iterfind(LOCATION)]


@pytest.fixture
def addresses(visitor) -> list[str]:
    content.action(title="Choisir une date", slug="choisir-une-date")
    content.action(title="Garder ses contacts", slug="garder-ses-contacts")
    return locations(visitor, "/sitemap.xml")


def test_a_small_site_is_told_in_one_file(addresses, settings):
    assert f"{settings.SITE_URL}/actions/choisir-une-date/" in addresses


def test_a_large_site_is_told_whole_by_several_files(addresses, visitor, monkeypatch, settings):
    monkeypatch.setattr(PageSitemap, "limit", 2)
    monkeypatch.setattr(GlossarySitemap, "limit", 2)

    parts = locations(visitor, "/sitemap.xml")

    assert len(parts) > 2
    assert all(part.startswith(f"{settings.SITE_URL}/sitemap-") for part in parts)
    told = [one for part in parts for one in locations(visitor, part.removeprefix(settings.SITE_URL))]
    assert sorted(told) == sorted(addresses)


@pytest.mark.parametrize("address", ["/sitemap-pages-99.xml", "/sitemap-pages-0.xml", "/sitemap-autres-1.xml"])
def test_a_part_that_does_not_exist(visitor, address):
    assert visitor.get(address).status_code == 404
