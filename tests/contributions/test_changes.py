"""The feed of what is new: open pages only, of one need or one kind, words and never markup."""

from xml.etree.ElementTree import fromstring

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from contributions.models import Version
from core.models import Need
from tests import content
from tests.contributions.test_history import publish

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
FEED = "/flux/nouveautes.atom"


def entries(visitor, query=""):
    answer = visitor.get(FEED + query)
    assert answer.status_code == 200
    return [
        {child.tag.removeprefix(ATOM): child.text or child.get("href") or child.get("term") for child in entry}
        for entry in fromstring(answer.content).findall(f"{ATOM}entry")
    ]


def titles(visitor, query=""):
    return [entry["title"] for entry in entries(visitor, query)]


def test_what_is_published_is_news_the_newest_first(visitor, editor):
    page = content.tool("Framadate")
    content.action("Choisir une date")
    publish(page, editor, duration=5)

    newest, *others = entries(visitor)

    assert (newest["title"], [entry["title"] for entry in others]) == ("Framadate", ["Choisir une date", "Framadate"])
    assert newest["summary"] == "Changé\u00a0: Durée en minutes."
    assert newest["rights"] == "CC BY-SA 4.0"
    assert newest["link"].endswith(page.url)
    assert others[-1]["summary"] == "Nouveau contenu."
    assert len({entry["id"] for entry in [newest, *others]}) == 3


def test_a_correction_is_news_with_its_thanks(visitor):
    page = content.tool("Framadate")
    publish(page, losses="Autre.")
    Version.objects.filter(number=2).update(thanks_to="Lou <b>", reason="Une faute & une autre.")

    summary = entries(visitor)[0]["summary"]

    assert summary.endswith("Correction de Lou &lt;b&gt;. Une faute &amp; une autre.")


def test_only_the_need_and_the_kind_asked_for_are_there(visitor):
    need = Need.objects.create(name="choisir une date", slug="choisir-une-date")
    tool, _other, action = content.tool("Framadate"), content.tool("Autre"), content.action("Choisir")
    for page in (tool, action):
        page.needs.add(need)
        page.save()

    assert titles(visitor, "?besoin=choisir-une-date") == ["Choisir", "Framadate"]
    assert titles(visitor, "?type=outil") == ["Autre", "Framadate"]
    assert titles(visitor, "?besoin=choisir-une-date&type=outil") == ["Framadate"]
    assert titles(visitor, "?besoin=&type=") == ["Choisir", "Autre", "Framadate"]


@pytest.mark.parametrize(
    "query", ["?besoin=nulle-part", "?type=rien", "?type=outil&besoin=nulle%00part", "?type=%F0%9F%98%80"]
)
def test_what_does_not_exist_is_not_found(visitor, query):
    assert visitor.get(FEED + query).status_code == 404


def test_what_is_private_withdrawn_drafted_or_erased_is_no_news(visitor):
    private, withdrawn, draft, erased = (content.tool(name) for name in ("Secret", "Retirée", "Brouillon", "Effacée"))
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    withdrawn.unpublish()
    draft.title = "Un titre en brouillon"
    draft.save_revision()
    Version.objects.filter(page=erased.pk).update(revision=None, erased_at="2026-03-03T00:00:00Z")

    assert titles(visitor) == ["Brouillon"]


def test_its_bytes_are_the_same_for_all_and_only_news_change_them(visitor, editor, signed_in):
    content.tool("Framadate")

    answer = visitor.get(FEED)

    assert answer.content == signed_in(editor).get(FEED).content == visitor.get(FEED).content
    assert not answer.cookies
    assert answer["Content-Type"].startswith("application/atom+xml")


def test_a_title_with_a_sign_that_xml_refuses_stops_no_feed(visitor):
    page = content.tool("Framadate")
    type(page).objects.filter(pk=page.pk).update(title="Frama\x0bdate")

    assert titles(visitor) == ["Framadate"]


def test_many_changes_are_read_in_as_many_queries_as_one(visitor):
    content.tool("Framadate")
    visitor.get(FEED)
    with CaptureQueriesContext(connection) as few:
        visitor.get(FEED)
    for rank in range(8):
        publish(content.tool(f"Outil {rank}"), duration=rank + 1)

    with CaptureQueriesContext(connection) as many:
        visitor.get(FEED)

    assert len(many) == len(few) <= 6


def test_the_history_of_a_page_leads_to_the_feed(visitor):
    page = content.tool("Framadate")

    assert f'href="{FEED}"' in visitor.get(f"{page.url}historique/").content.decode()
