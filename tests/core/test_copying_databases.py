"""A living site goes to another database whole: accounts, forum, notebooks, drafts, and the numbers of its rows."""

import sqlite3
from contextlib import closing

import pytest
from django.db import connection, connections
from wagtail.models import Page

from config.settings.environment import database
from core.copying_databases import CopyError, compare, copied_models, copy
from tests import content

pytestmark = pytest.mark.django_db


@pytest.fixture
def other(tmp_path, django_db_setup):
    """Another base, as the migrations leave it, under the alias `other`."""
    if connection.vendor != "sqlite":
        pytest.skip("The base of the tests is copied as a file; the way to PostgreSQL is docs/how-to/deploy.md's.")
    path = tmp_path / "other.sqlite3"
    with closing(sqlite3.connect(connection.settings_dict["NAME"])) as source, closing(sqlite3.connect(path)) as target:
        source.backup(target)
    configured = connections.configure_settings({"default": {}, "other": database(f"sqlite:///{path}", tmp_path)})
    connections.databases["other"] = configured["other"]
    connections["other"].connect()  # by hand: the tests may open no connection but those of the settings
    yield "other"
    connections["other"].close()
    del connections.databases["other"]
    del connections["other"]


def test_every_row_of_every_table_arrives(other, editor, contributor):
    page = content.action(sheets=[content.tool()])
    page.title = "Garder un brouillon"
    page.save_revision(user=editor)

    count = copy("default", other)

    assert count > 300
    assert Page.objects.using(other).get(pk=page.pk).latest_revision.content["title"] == "Garder un brouillon"
    assert type(editor).objects.using(other).get(pk=editor.pk).password == editor.password
    compare("default", other)


def test_the_next_row_takes_a_number_of_its_own(other, editor):
    copy("default", other)

    newcomer = type(editor)(email="nouvelle@example.org", display_name="Nouvelle")
    newcomer.save(using=other)

    assert newcomer.pk > editor.pk


def test_a_table_that_differs_is_named(other, editor):
    copy("default", other)
    type(editor).objects.using(other).filter(pk=editor.pk).update(display_name="Quelqu’un")

    with pytest.raises(CopyError, match="accounts_user"):
        compare("default", other)


def test_bases_of_two_versions_are_refused(other):
    with connections[other].cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'taggit'")

    with pytest.raises(CopyError, match=r"taggit\.0001"):
        copy("default", other)


def test_no_table_of_the_site_is_left_out():
    left_out = set(connection.introspection.django_table_names(only_existing=True)) - {
        model._meta.db_table for model in copied_models()
    }

    assert {name for name in left_out if not name.startswith("wagtailsearch_")} == set()
