"""What everybody may read of the versions of a page."""

import datetime
import json
from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageViewRestriction

from accounts.personal_data import delete_account
from contributions.models import Version
from core.models import Need
from tests import content
from tests.browser.test_attacks import payloads, unexpected_in  # noqa: F401 (a fixture)
from tests.forum.test_attacks import shape

pytestmark = pytest.mark.django_db
numbering = import_module("contributions.migrations.0004_versions_of_what_was_published")


@pytest.fixture
def publisher(db, django_user_model):
    """Paul publishes, and so may erase."""
    user = django_user_model.objects.create_user("paul@example.org", "mot de passe de Paul", display_name="Paul")
    user.groups.add(Group.objects.get(name="Publication"))
    return user


@pytest.fixture
def page():
    return content.tool("Framadate", losses="Le chat noir dort.", checked_on=datetime.date(2026, 3, 3))


def publish(page, user=None, **fields):
    page = type(page).objects.get(pk=page.pk)
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision(user=user).publish()
    return page


def read(visitor, page, rest=""):
    return visitor.get(f"{page.url}historique/{rest}")


def test_each_publication_is_a_version_with_who_when_what_and_the_licence(visitor, page, editor):
    publish(page, editor, losses="Le chat blanc dort.", duration=5)

    html = read(visitor, page).content.decode()

    assert html.index("Version 2") < html.index("Version 1")
    assert "par Elsa Morel" in html
    assert "Changé\u00a0: Durée en minutes, Ce que vous n’aurez pas." in html
    assert "Première version." in html
    assert "CC BY-SA 4.0" in html


def test_a_page_leads_to_its_history(visitor, page):
    assert f'<a href="{page.url}historique/">Historique</a>' in visitor.get(page.url).content.decode()


def test_a_draft_is_no_version_and_is_shown_nowhere(visitor, page):
    page.losses = "Un brouillon secret."
    page.save_revision()

    assert Version.objects.filter(page=page).count() == 1
    assert all(
        "secret" not in read(visitor, page, rest).content.decode() for rest in ("", "1/", "2/", "?version=1&avec=2")
    )


def test_a_planned_publication_is_a_version_on_the_day_only(page):
    page.go_live_at = timezone.now() + timezone.timedelta(days=1)
    page.save_revision().publish()

    assert Version.objects.filter(page=page).count() == 1


def test_a_publication_without_a_change_says_so(visitor, page):
    publish(page)

    assert "Publiée de nouveau, sans changement." in read(visitor, page).content.decode()


def test_a_tag_and_a_need_are_changes_too(visitor, page):
    need = Need.objects.create(name="choisir une date", slug="choisir-une-date")
    page = type(page).objects.get(pk=page.pk)
    page.tags.add("sondage")
    page.needs.add(need)
    page.save_revision().publish()

    assert Version.objects.get(page=page, number=2).changed == ["needs", "tags"]


def test_a_version_stays_at_its_address(visitor, page):
    publish(page, losses="Le chat blanc dort.")

    html = read(visitor, page, "1/").content.decode()

    assert "Le chat noir dort." in html
    assert "blanc" not in html


def test_two_versions_are_compared_in_words_in_either_order(visitor, page):
    publish(page, losses="Le chat blanc dort.")

    compared = read(visitor, page, "?version=2&avec=1").content

    html = compared.decode()
    assert "noir" in html[html.index("<del>") : html.index("</del>")]
    assert "blanc" in html[html.index("<ins>") : html.index("</ins>")]
    assert "Le chat " in html
    assert compared == read(visitor, page, "?version=1&avec=2").content


def test_a_version_compared_with_itself_is_that_version(visitor, page):
    answer = read(visitor, page, "?version=1&avec=1")

    assert (answer.status_code, answer["Location"]) == (302, f"{page.url}historique/1/")


def test_the_thousandth_version_has_a_plain_number(visitor, page, settings):
    settings.USE_THOUSAND_SEPARATOR = True
    Version.objects.filter(page=page).update(number=1234)

    html = read(visitor, page).content.decode()

    assert f'href="{page.url}historique/1234/"' in html
    assert 'value="1234"' in html
    assert "?version=1233&amp;avec=1234" in html


@pytest.mark.parametrize(
    "rest", ["0/", "3/", "x/", "1/2/", "9" * 40 + "/", "?avec=2", "?version=1&avec=", "?version=1&avec=٢", "?avec=-1"]
)
def test_a_version_that_never_was_is_not_found(visitor, page, rest):
    assert read(visitor, page, rest).status_code == 404


@pytest.mark.parametrize("number", ["", "0", "x", "999", "-1"])
def test_any_screen_asked_for_is_answered(visitor, page, number):
    assert read(visitor, page, f"?p={number}").status_code == 200


def test_the_history_is_the_same_for_all_and_not_for_search_engines(visitor, page, editor, signed_in):
    publish(page, editor, losses="Le chat blanc dort.")

    for rest in ("", "1/", "?version=1&avec=2"):
        answer = read(visitor, page, rest)
        assert answer.content == read(signed_in(editor), page, rest).content
        assert not answer.cookies
        assert "cookie" not in answer.get("Vary", "").lower()
        assert '<meta name="robots" content="noindex">' in answer.content.decode()
    assert visitor.post(f"{page.url}historique/").status_code == 405


def test_a_private_page_has_no_public_history(visitor, page):
    PageViewRestriction.objects.create(page=page.get_parent(), restriction_type=PageViewRestriction.LOGIN)

    for rest in ("", "1/", "?version=1&avec=1"):
        assert read(visitor, page, rest).status_code == 404


def test_neither_has_a_page_that_was_withdrawn_nor_one_that_is_no_content(visitor, page):
    parent = page.get_parent()
    page.unpublish()

    assert read(visitor, page).status_code == 404
    assert read(visitor, parent).status_code == 404


def test_an_address_left_behind_leads_to_the_history(visitor, page, django_capture_on_commit_callbacks):
    former = page.url
    with django_capture_on_commit_callbacks(execute=True):  # Wagtail tells of a new slug once it is committed
        publish(page, slug="framadate-nouveau")

    answer = visitor.get(f"{former}historique/1/")

    assert (answer.status_code, answer["Location"]) == (
        301,
        f"{former.replace(page.slug, 'framadate-nouveau')}historique/1/",
    )


def test_five_hundred_versions_are_read_in_screens_and_twelve_queries(visitor, page):
    Version.objects.bulk_create(
        Version(
            page_id=page.pk, number=n, revision_id=page.live_revision_id, published_at=timezone.now(), changed=["title"]
        )
        for n in range(2, 501)
    )
    read(visitor, page)

    with CaptureQueriesContext(connection) as asked:
        html = read(visitor, page).content.decode()

    assert len(asked) <= 12
    assert "Version 500," in html
    assert "Version 475," not in html
    assert "Version 475," in read(visitor, page, "?p=2").content.decode()


def test_a_name_that_is_withdrawn_leaves_the_history(visitor, page, editor):
    publish(page, editor, duration=5)

    delete_account(editor)

    html = read(visitor, page).content.decode()
    assert "Elsa" not in html
    assert "Version 2" in html


def test_what_is_on_the_site_when_versions_begin_is_the_first(page):
    live = publish(page, losses="Le chat blanc dort.").get_latest_revision()
    private = content.tool("Secret")
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    Version.objects.all().delete()

    numbering.number(apps, None)

    found = Version.objects.filter(page__in=[page.pk, private.pk])
    assert [(version.page_id, version.number, version.revision, version.licence) for version in found] == [
        (page.pk, 1, live, "cc-by-sa-4.0")
    ]


def test_what_was_private_does_not_become_public_with_its_page(page, visitor):
    restriction = PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    publish(page, losses="Le code de la porte est 4242.")
    publish(page, losses="Le chat gris dort.")
    restriction.delete()

    publish(page, losses="Le chat blanc dort.")

    said = "".join(read(visitor, page, rest).content.decode() for rest in ("", "1/", "2/", "3/"))
    assert "4242" not in said
    assert "gris" not in said
    assert "blanc" in said


def test_attacks_are_words_in_a_version_and_in_a_comparison(payloads, visitor, page):  # noqa: F811
    page = publish(page, losses="Le chat blanc dort.")
    compared = read(visitor, page, "?version=1&avec=2").content.decode()
    harmless = set(shape(compared))
    texts = [text.replace("\x00", "") for text in payloads[::60] if text.strip()]
    signs = [{"type": "line", "value": text[:250]} for text in texts]
    changed = publish(page, losses="\n\n".join(texts)[:15000], pros=json.dumps(signs), title=texts[0][:200])

    compared = read(visitor, changed, "?version=2&avec=3").content.decode()
    said = read(visitor, changed, "3/").content.decode()

    ours = {("ins",), ("del",), ("span", "class"), ("div", "class"), ("h2",)}
    assert set(shape(compared)) - harmless - ours == set()
    inside = said[said.index("</h1>") + 5 : said.index("</main>")]
    assert [found for found in unexpected_in(inside) if found not in {"div class", "p class"}] == []
