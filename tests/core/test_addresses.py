import importlib
import re

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils.http import content_disposition_header
from hypothesis import example, given
from hypothesis import strategies as st
from wagtail.models import Page

from core.addresses import SLUG, check_slug, is_link, is_reserved, slug_of
from core.models import FormerAddress
from forum.addressing import section_of
from home.tree import ensure_tree
from packs.exporting import export_pack
from packs.importing import import_pack
from scenarios.models import ScenarioIndexPage, ScenarioPage
from tests.content import scenario, step, tool

ACCENTED = "Préparer l’assemblée générale à Noël"
mending = importlib.import_module("core.migrations.0004_mend_slugs")


def new_scenario(title: str) -> ScenarioPage:
    """As a client that gives a title and no slug makes it."""
    made = ScenarioPage(title=title, summary="S.", steps=[step(), step()])
    ScenarioIndexPage.objects.get().add_child(instance=made)
    made.save_revision().publish()
    return made


@given(st.text(max_size=300))
@example("Cœur_d’été")
@example("verifier")
@example("étape 3")
@example("你好 № Ω")
def test_any_title_gives_a_slug_that_every_route_takes(title):
    slug = slug_of(title)

    check_slug(slug)
    assert re.fullmatch(r"[-a-zA-Z0-9_]{1,210}", slug)
    assert content_disposition_header(True, f"{slug}.ics") == f'attachment; filename="{slug}.ics"'


def test_letters_that_french_joins_are_taken_apart():
    assert slug_of("Les vœux de l’été, bénévole·s") == "les-voeux-de-l-ete-benevoles"


@pytest.mark.parametrize("slug", ["à-noël", "Noel", "a_b", "a--b", "-a", "", "verifier", "etape-12"])
def test_a_slug_that_no_route_takes_is_refused_in_a_draft_too(slug, db):
    page = scenario(slug="noel")
    page.slug = slug or "é"
    page.live = False

    with pytest.raises(ValidationError) as refused:
        page.save()

    assert "slug" in refused.value.message_dict


def test_a_title_with_accents_made_in_the_admin_gives_pages_that_open(db, visitor):
    ensure_tree()
    page = new_scenario(ACCENTED)
    section_of(page)

    assert page.slug == "preparer-l-assemblee-generale-a-noel"
    assert reverse("conductor", args=[page.slug]).isascii()
    for address in (page.url, "/animer/", "/forum/"):
        assert visitor.get(address).status_code == 200, address
    calendar = visitor.get(f"{page.url}feuille-de-route.ics?quand1=2026-12-01")
    assert calendar["Content-Disposition"].isascii()


def test_the_admin_says_why_a_slug_is_refused(editor, signed_in):
    page = scenario(slug="noel")
    client = signed_in(editor)

    copied = client.post(
        f"/admin/pages/{page.pk}/copy/",
        {"new_title": "Copie", "new_slug": "verifier", "new_parent_page": page.get_parent().pk},
    )

    assert copied.status_code == 200
    assert "Ce mot est le nom" in copied.content.decode()


def test_the_admin_offers_no_alias(administrator, signed_in):
    page = scenario(slug="noel")
    client = signed_in(administrator)
    form = client.get(f"/admin/pages/{page.pk}/copy/")

    sent = client.post(
        f"/admin/pages/{page.pk}/copy/",
        {"new_title": "Copie", "new_slug": "copie", "new_parent_page": page.get_parent().pk, "alias": "on"},
    )

    assert 'name="alias"' not in form.content.decode()
    assert sent.status_code == 302
    assert ScenarioPage.objects.get(slug="copie").alias_of is None


def test_slugs_of_before_are_mended_and_their_addresses_lead_on(visitor, db):
    page = scenario(ACCENTED, slug="noel")
    index = page.get_parent()
    old = "préparer-lassemblée-générale-à-noël"
    Page.objects.filter(pk=page.pk).update(slug=old, url_path=f"{index.url_path}{old}/")
    revision = page.latest_revision
    revision.content["slug"] = old
    revision.save()

    mending.mend_slugs(apps, None)

    mended = ScenarioPage.objects.get(pk=page.pk)
    assert mended.slug == "preparer-lassemblee-generale-a-noel"
    assert visitor.get(f"{index.url}{old}/etape-1/", follow=True).redirect_chain[-1][0].startswith(mended.url)
    mended.latest_revision.publish()
    assert ScenarioPage.objects.get(pk=page.pk).slug == mended.slug


def test_what_stands_below_a_mended_page_and_beside_it_keeps_its_place(db):
    first, second = tool("Un", slug="un"), tool("Deux", slug="deux")
    index = first.get_parent()
    Page.objects.filter(pk=second.pk).update(slug="Un", url_path=f"{index.url_path}Un/")
    Page.objects.filter(pk=index.pk).update(slug="étagère")

    mending.mend_slugs(apps, None)

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.slug, second.slug) == ("un", "un-2")
    assert first.url_path == f"{Page.objects.get(pk=index.pk).url_path}un/"
    assert FormerAddress.objects.count() == 2


def test_a_page_with_accents_goes_out_in_a_pack_and_comes_back(db, tmp_path):
    ensure_tree()
    new_scenario(ACCENTED)

    export_pack(tmp_path / "paquet")
    report = import_pack(tmp_path / "paquet", decision="theirs")

    assert "scenarios/preparer-l-assemblee-generale-a-noel.md" in report.unchanged


def test_reserved_words_are_those_of_sub_addresses():
    assert is_reserved("etape-3")
    assert not is_reserved("etape-trois")
    assert re.fullmatch(SLUG, "etape-3")


def test_a_client_that_sends_no_slug_gets_one(db):
    ensure_tree()
    page = new_scenario("Cœur à l’œuvre")

    assert page.slug == "coeur-a-l-oeuvre"
    assert Client().get(page.url).status_code == 200


@pytest.mark.parametrize("address", ["/apprendre/", "#h-cookie", "https://exemple.org/a?b#c", "http://exemple.org"])
def test_addresses_of_the_web_and_of_the_site_are_links(address):
    assert is_link(address)


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "JavaScript:x", " javascript:x", "java\tscript:x", "data:text/html,x", "vbscript:x",
     "//evil.example/", "/\\evil.example", "https:/evil", "https://[", "file:///etc", "apprendre/", ""],
)  # fmt: skip
def test_nothing_else_is_a_link(address):
    assert not is_link(address)
