"""After a restore, what was made beside the database tells of the database again."""

import pytest
from django.core.cache import cache
from django.core.management import CommandError, call_command

from core.models import ContentReference
from search.engine import embedded
from search.models import PendingDocument
from tests import content

pytestmark = pytest.mark.django_db


@pytest.fixture
def folders(settings, tmp_path):
    from search.engine import forget_engines

    settings.VAR_DIR = tmp_path
    settings.SEARCH_FOLDER = tmp_path / "search"
    settings.SEARCH_ELASTICSEARCH = ""
    forget_engines()
    yield tmp_path
    forget_engines()


def test_what_is_derived_is_made_again(folders):
    tool = content.tool()
    content.action(sheets=[tool])
    expected = set(ContentReference.objects.values_list("source_id", "target_id", "is_draft"))
    assert expected
    ContentReference.objects.all().delete()
    ContentReference.objects.create(source_type_id=1, source_id=1, target_type_id=1, target_id=999, is_draft=False)
    PendingDocument.objects.create(engine="embedded", key="page:999")
    cache.set("limit", 1)
    (folders / "documents/feuille").mkdir(parents=True)
    (folders / "documents/feuille/ancienne.pdf").write_bytes(b"%PDF")

    call_command("rebuild_derived")

    assert set(ContentReference.objects.values_list("source_id", "target_id", "is_draft")) == expected
    assert not PendingDocument.objects.exists()
    assert cache.get("limit") is None
    assert list((folders / "documents").iterdir()) == []
    assert embedded().count() > 0


def test_a_page_of_each_kind_is_asked_though_the_site_is_closed(folders, settings):
    content.action()
    settings.MAINTENANCE_FILE = folders / "maintenance"
    settings.MAINTENANCE_FILE.touch()

    call_command("ask_pages")


def test_a_page_that_does_not_answer_is_named(folders, monkeypatch):
    page = content.action()
    monkeypatch.setattr(type(page), "serve", lambda *args: 1 / 0)

    with pytest.raises(CommandError, match=page.url):
        call_command("ask_pages")
