"""The pages of the search, as visitors get them."""

import json
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.test import RequestFactory
from django.utils import timezone

from search import views
from search.counting import write_counts
from search.engine import embedded
from search.engines.base import EngineError
from search.indexing import rebuild_engine
from search.models import ClickCount, SearchCount
from tests.search.site import make_action, make_product, make_testimonial, make_tool, publish

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def site(site_search):
    product = make_product()
    sheet = make_tool(level="debutant", group_min=3, group_max=20)
    sheet.replaces.add(product)
    publish(sheet)
    page = make_action(level="debutant")
    page.replaces.add(product)
    publish(page)
    return page


def text_of(client, address):
    response = client.get(address, follow=True)
    assert response.status_code == 200
    return response.content.decode()


def test_a_search_gives_cards_and_says_how_many(visitor):
    text = text_of(visitor, "/chercher/?q=doodle")

    assert 'role="status"' in text
    assert "3 fiches pour «\xa0doodle\xa0»" in " ".join(text.split(" ")).replace("\n", "")
    assert "à la place de Doodle" in text


def test_the_page_is_the_same_bytes_for_everybody(visitor, signed_in, learner):
    response = visitor.get("/chercher/?q=date")

    assert response.content == signed_in(learner).get("/chercher/?q=date").content
    assert "Cookie" not in response.headers.get("Vary", "")
    assert not response.cookies
    assert b"csrf" not in response.content


def test_an_extract_that_the_lead_says_already_is_not_repeated(visitor):
    make_testimonial("La première visio a été bancale, la deuxième a marché.")

    assert "La première visio" in text_of(visitor, "/chercher/?q=bancale")
    assert "<mark>" not in text_of(visitor, "/chercher/?q=bancale")


def test_filters_show_as_chips_that_come_off(visitor):
    text = text_of(visitor, "/chercher/?q=date&niveau=debutant&type=outil")

    assert 'href="/chercher/?q=date&amp;type=outil"' in text
    assert "niveau débutant" in text
    assert 'value="debutant" checked' in text


def test_values_without_result_stay_greyed(visitor):
    text = text_of(visitor, "/chercher/?q=date")

    assert '<li class="filters__none"><label><input type="checkbox" name="niveau" value="a-l-aise">' in text


def test_a_product_beside_an_intent_comes_first(visitor):
    text = text_of(visitor, "/chercher/?q=remplacer+doodle")

    assert (
        text.index("/outils/remplacer/doodle/")
        < text.index("/actions/choisir")
        < text.index("/fiches/outil/framadate/")
    )


def test_a_repaired_spelling_is_said(visitor):
    text = text_of(visitor, "/chercher/?q=framadtae")

    assert "Résultats pour «\xa0framadate\xa0»" in text
    assert 'href="/chercher/?q=framadtae&amp;exact=1"' in text


def test_an_ambiguous_word_asks(visitor):
    text = text_of(visitor, "/chercher/?q=sondage")

    assert "Vous cherchez" in text
    assert 'href="/chercher/?q=recueillir+des+avis"' in text


def test_nothing_found_offers_ways_on(visitor):
    text = text_of(visitor, "/chercher/?q=xqzt&niveau=debutant")

    assert "<title>Aucun résultat" in text
    assert "Aucune fiche" in text
    assert 'value="xqzt"' in text
    assert 'href="/chercher/?besoin=choisir-une-date"' in text


def test_a_filter_too_many_is_named_with_what_it_hides(visitor):
    text = text_of(visitor, "/chercher/?q=framadate&niveau=a-l-aise")

    assert "Sans «\xa0à l’aise\xa0»" in text or "Sans «\xa0à l'aise\xa0»" in text


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/chercher/?besoin=inconnu", "Un filtre de cette adresse"),
        ("/chercher/?tri=hasard", "Cet ordre n’existe pas"),
        ("/chercher/?page=10000", "Cette page n’existe pas"),
        ("/chercher/?page=-1", "Cette page n’existe pas"),
        ("/chercher/?page=%D9%A1", "Cette page n’existe pas"),
        ("/chercher/?q=" + "mot+" * 2500, "Votre recherche était très longue"),
        ("/chercher/?inconnu=1", "3 fiches"),
    ],
)
def test_what_is_not_done_as_asked_is_said(address, said, visitor):
    assert said in text_of(visitor, address)


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", '"><img src=x>', "{{ 7*7 }}", "%00", "%F0%9F%99%82", "%ED%A0%80"]
)
def test_the_text_is_shown_as_text(text, visitor):
    assert "<script>alert" not in text_of(visitor, f"/chercher/?q={text}")
    assert "<img src=x" not in text_of(visitor, f"/chercher/?q={text}")


def test_a_page_takes_at_most_twelve_queries(visitor, django_assert_max_num_queries):
    visitor.get("/chercher/?q=date")

    with django_assert_max_num_queries(12):
        visitor.get("/chercher/?q=date&niveau=debutant&type=outil")


def test_more_results_take_no_more_queries(visitor, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    make_tool("Outil premier")
    visitor.get("/chercher/?q=outil")
    with CaptureQueriesContext(connection) as few:
        visitor.get("/chercher/?q=outil")
    documents = [make_tool(f"Outil {number}") for number in range(15)]
    from search.indexing import rebuild_engine

    rebuild_engine("embedded")
    visitor.get("/chercher/?q=outil")
    with CaptureQueriesContext(connection) as many:
        response = visitor.get("/chercher/?q=outil")

    assert documents[3].title in response.content.decode()
    assert len(few) == len(many)


def test_suggestions_follow_opensearch(visitor):
    response = visitor.get("/chercher/suggestions/?q=choi")

    text, titles, labels, addresses = json.loads(response.content)
    assert (text, titles[0], labels[0]) == ("choi", "Choisir une date à plusieurs", "Action")
    assert addresses[0].endswith("/actions/choisir-une-date-a-plusieurs/")


def test_the_feed_and_the_description_of_the_search_are_well_formed(visitor):
    from defusedxml.ElementTree import fromstring

    feed = fromstring(visitor.get("/chercher/flux.atom?q=date&niveau=debutant").content)
    description = fromstring(visitor.get("/chercher/opensearch.xml").content)

    assert len(feed.findall("{http://www.w3.org/2005/Atom}entry")) == 2
    assert description.find("{http://a9.com/-/spec/opensearch/1.1/}ShortName").text


def test_the_feed_changes_only_with_what_it_holds(visitor):
    """Sheets carry the day they were checked; those never checked, and a feed without any, a date that stays."""
    for address in ("/chercher/flux.atom?q=date", "/chercher/flux.atom?q=introuvable"):
        assert f"<updated>{timezone.now():%Y-%m-%dT%H}" not in text_of(visitor, address)


def test_a_product_page_gives_its_actions_its_tools_and_what_is_lost(visitor, site):
    product = site.replaces.get()
    product.losses, product.what_to_say = "Les rappels.", "C’est le même tableau."
    product.save()

    text = text_of(visitor, "/outils/remplacer/doodle/")

    assert text.index(site.url) < text.index("Framadate") < text.index("Les rappels.") < text.index("C’est le même")


def test_an_unknown_product_is_not_found(visitor):
    assert visitor.get("/outils/remplacer/inconnu/").status_code == 404


@pytest.fixture
def own_counts(settings, tmp_path):
    settings.VAR_DIR = tmp_path


def test_searches_are_counted_once_by_search(visitor, own_counts):
    visitor.get("/chercher/?q=Visio+lina@exemple.org")
    visitor.get("/chercher/?q=visio&page=2")

    write_counts()
    (count,) = SearchCount.objects.all()
    assert (count.text, count.without_result) == ("visio", 1)


def test_a_choice_is_counted_when_it_answers_the_search(visitor, site, own_counts):
    visitor.get("/chercher/?q=date")
    visitor.post("/chercher/choix/", {"q": "date", "key": f"page:{site.pk}"})
    visitor.post("/chercher/choix/", {"q": "date", "key": "page:999"})

    write_counts()
    (click,) = ClickCount.objects.all()
    assert (click.title, click.clicks) == (site.title, 1)


def test_while_no_engine_can_answer_the_page_says_so(visitor, monkeypatch):
    def fail(*args):
        raise EngineError("no index")

    monkeypatch.setattr(views, "ready_engine", fail)
    response = visitor.get("/chercher/?q=date")

    assert response.status_code == 503
    assert response.headers["Retry-After"] == "30"
    assert "La recherche se prépare" in response.content.decode()


def test_posting_to_the_search_is_refused():
    assert views.search(RequestFactory().post("/chercher/")).status_code == 405


def test_editors_see_what_is_searched_and_try_a_query(signed_in, editor, own_counts):
    client = signed_in(editor)
    client.get("/chercher/?q=xqzt")
    write_counts()

    report = client.get("/admin/recherches/").content.decode()
    tried = client.get("/admin/recherches/essayer/?q=remplacer doodle").content.decode()

    assert "xqzt" in report
    assert "Framadate" in tried
    assert embedded().name in tried


def test_visitors_do_not_see_the_report(visitor):
    assert visitor.get("/admin/recherches/").status_code == 302


def test_the_dashboard_says_when_the_spare_engine_answers(signed_in, editor):
    from search.engine import _tell_everybody

    before = signed_in(editor).get("/admin/").content.decode()
    _tell_everybody("ConnectionTimeout")
    after = signed_in(editor).get("/admin/").content.decode()

    assert "ConnectionTimeout" not in before
    assert "ConnectionTimeout" in after


ATOM = "{http://www.w3.org/2005/Atom}"


def test_the_feed_has_what_rfc_4287_asks(visitor):
    from defusedxml.ElementTree import fromstring

    feed = fromstring(visitor.get("/chercher/flux.atom?q=date").content)
    entries = feed.findall(f"{ATOM}entry")
    dates = [entry.findtext(f"{ATOM}updated") for entry in entries]

    assert entries
    assert all(dates)
    assert feed.findtext(f"{ATOM}updated") == max(dates)
    assert feed.findtext(f"{ATOM}author/{ATOM}name")
    assert "/f/" in entries[0].findtext(f"{ATOM}id")


def test_no_control_character_breaks_a_page_or_a_feed(visitor):
    from defusedxml.ElementTree import fromstring

    for code in (*range(32), 127):
        assert visitor.get(f"/chercher/?q=visio%{code:02X}", follow=True).status_code == 200
        feed = visitor.get(f"/chercher/flux.atom?q=visio%{code:02X}", follow=True)
        assert fromstring(feed.content).tag == f"{ATOM}feed"


def test_an_address_keeps_no_empty_or_default_parameter(visitor):
    response = visitor.get("/chercher/?q=date&nom-outil=&niveau=debutant&tri=pertinence")

    assert response.status_code == 302
    assert response.url == "/chercher/?q=date&niveau=debutant"
    assert visitor.get(response.url).status_code == 200
    assert visitor.get("/chercher/?q=").url == "/chercher/"


@pytest.mark.parametrize("text", ["😀", "?", "—"])
def test_signs_without_a_word_are_told_so(text, visitor):
    assert "pas de mot à chercher" in text_of(visitor, f"/chercher/?q={text}")


def test_the_page_says_that_no_sheet_has_all_the_words(visitor):
    text = text_of(visitor, "/chercher/?q=date+caisse")

    # one sentence: a number of sheets « for these words » beside it would say the contrary
    assert "Aucune fiche n’a tous ces mots\u00a0: 3 fiches en ont une partie pour «\u00a0date caisse\u00a0»" in text
    assert "3 fiches pour" not in text
    assert "Aucune fiche n’a tous ces mots" not in text_of(visitor, "/chercher/?q=date")


def test_the_page_says_that_it_knows_nothing_of_a_product(visitor):
    assert "Nous ne savons rien de « airtable »" in text_of(visitor, "/chercher/?q=alternative+à+airtable")


@pytest.mark.parametrize(
    "text", ["doodle " * 200, "Bonjour à tous, la réunion de mardi " * 60, "ПРИВЕТ 你好 visio", "REUNION"]
)
def test_long_or_mixed_texts_are_answered(text, visitor):
    assert 'role="status"' in text_of(visitor, f"/chercher/?{urlencode({'q': text})}")


def test_several_products_have_a_block_each(visitor):
    make_product("Zoom")
    index = rebuild_engine("embedded")

    text = text_of(visitor, "/chercher/?q=remplacer+doodle+et+zoom")

    assert index
    block = text[text.index('class="search__products"') :].partition("</ul>")[0]
    assert block.count("<li>") >= 2
    assert "Remplacer Doodle</a></strong>\u00a0: <a" in block
    assert "/outils/remplacer/zoom/" in block
    assert ".search__products" in Path("static/css/components/search.css").read_text(encoding="utf-8")


def test_the_paragraph_that_answers_stands_under_the_first_results(visitor, site):
    site.when = "Bien commencer.\n\nLe sondage reste ouvert trois jours, pas davantage."
    publish(site)
    rebuild_engine("embedded")

    text = text_of(visitor, "/chercher/?q=combien+de+jours+le+sondage+reste+ouvert+%3F")

    shown = text[text.index("result__answer") :].partition("</p>")[0]
    assert "<mark>sondage</mark>" in shown
    assert f'href="{site.url}#:~:text=' in shown
    assert text.count("result__answer") <= 3
    assert "result__answer" not in text_of(visitor, "/chercher/?q=sondage")
