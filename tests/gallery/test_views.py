import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from core.models import Theme
from gallery.queries import open_catalogue
from media.renditions import make_renditions
from resources.models import TutorialSheet

from .pictures import drawing, image, shown


@pytest.fixture(autouse=True)
def committed(monkeypatch):
    """Tests never commit: what waits for it is done at once."""
    monkeypatch.setattr("django.db.transaction.on_commit", lambda work, *args, **kwargs: work())
    cache.clear()  # Wagtail remembers renditions by the key of their image, and each test begins again at 1


@pytest.fixture
def pair(db):
    photo = image(width=1700, licence="cc-by-4.0", authors="Zoé Martin")
    sketch = drawing(authors="Karim", source_title="Les portes", source_url="https://exemple.org/portes")
    theme = Theme.objects.create(name="Se réunir", slug="se-reunir")
    page = shown(photo, "Douze chaises en rond.", title="Préparer la salle")
    page.themes.set([theme])
    page.save_revision().publish()
    shown(sketch, "Trois portes fermées.", title="Choisir une porte")
    return photo, sketch


def titles(client, address):
    return [one.title for one in client.get(address).context["screen"].pictures]


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("", ["Trois portes", "Un salon ouvert"]),
        ("?sorte=dessin", ["Trois portes"]),
        ("?theme=se-reunir&taille=grande", ["Un salon ouvert"]),
        ("?licence=cc-by-4.0&auteur=Zo%C3%A9+Martin&dans=mode-demploi", ["Un salon ouvert"]),
        ("?q=chaise", ["Un salon ouvert"]),
        ("?q=karim", ["Trois portes"]),
        ("?q=chaise&sorte=dessin", []),
    ],
)
def test_pictures_are_found_by_several_criteria_at_once(client, pair, query, wanted):
    assert titles(client, f"/images/{query}") == wanted


@pytest.mark.parametrize(
    "query", ["?sorte=gravure", "?page=0", "?page=999", "?page=x", "?q=%ED%A0%80%00", "?auteur=" + "a" * 900]
)
def test_an_address_that_asks_for_nothing_known_shows_the_library(client, pair, query):
    answer = client.get(f"/images/{query}", follow=True)

    assert answer.status_code == 200
    assert answer.context["screen"].total in (0, 2)


def test_a_form_left_alone_gives_a_clean_address(client, pair):
    assert client.get("/images/?q=&sorte=dessin")["Location"] == "/images/?sorte=dessin"


def test_a_picture_says_its_credit_its_files_and_where_it_is_used(client, pair):
    make_renditions(shown(pair[0], "Douze chaises.", title="Ranger la salle"))

    text = client.get(f"/images/{pair[0].pk}/").content.decode()

    credit = (
        f"« Un salon ouvert », par Zoé Martin, http://testserver/images/{pair[0].pk}/, "
        "licence CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/deed.fr)."
    )
    assert text.replace("\u00a0", " ").count(credit) == 2
    assert "Préparer la salle" in text
    assert "Ranger la salle" in text
    assert "400 pixels de large" in text
    assert "Douze chaises en rond." in text


def test_a_credit_says_the_source_and_what_was_changed(client, pair):
    pair[1].changes = "Couleurs ôtées."
    pair[1].save()

    text = client.get(f"/images/{pair[1].pk}/").context["credit"].replace("\u00a0", " ")

    assert "« Les portes » (https://exemple.org/portes)" in text
    assert "Couleurs ôtées." in text


@pytest.mark.parametrize("address", ["/images/", "/images/flux.atom", "/images/?q=portes"])
def test_the_pictures_of_a_private_page_stand_nowhere(client, pair, address):
    secret = drawing("Un croquis introuvable", authors="Nadia Introuvable")
    page = shown(secret, "Rien.", title="Une page introuvable")
    assert "introuvable" in client.get("/images/").content.decode()

    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)

    assert "ntrouvable" not in client.get(address).content.decode()
    assert client.get(f"/images/{secret.pk}/").status_code == 404


def test_an_old_catalogue_shows_nothing_private(client, pair, monkeypatch):
    old = open_catalogue()
    TutorialSheet.objects.get(title="Choisir une porte").unpublish()
    monkeypatch.setattr("gallery.views.open_catalogue", lambda: old)

    assert titles(client, "/images/") == ["Un salon ouvert"]


def test_a_picture_that_nothing_shows_or_only_a_draft_is_not_there(client, pair):
    alone = drawing("Un dessin seul")
    page = shown(pair[1], title="Une page")
    page.result_image = alone
    page.save_revision()

    assert "Un dessin seul" not in titles(client, "/images/")
    assert client.get(f"/images/{alone.pk}/").status_code == 404


@pytest.mark.parametrize("number", [2**31, 2**63 - 1, 10**30])
def test_a_number_that_no_database_holds_is_not_there(client, db, number):
    assert client.get(f"/images/{number}/").status_code == 404


def test_the_feed_gives_the_same_pictures_with_their_credit(client, pair):
    text = client.get("/images/flux.atom?sorte=dessin").content.decode()

    assert "Trois portes" in text
    assert "Un salon ouvert" not in text
    assert "licence CC BY-SA 4.0" in text


def test_a_longer_page_costs_no_more_queries(client, pair):
    client.get("/images/")
    with CaptureQueriesContext(connection) as two:
        client.get("/images/")
    for number in range(9):
        shown(image(f"Image {number}"), title=f"Page {number}")
    client.get("/images/")

    with CaptureQueriesContext(connection) as eleven:
        client.get("/images/")

    assert len(eleven) == len(two)


def test_small_pictures_are_written_in_the_list(client, pair):
    make_renditions(shown(pair[0], title="Encore"))

    text = client.get("/images/").content.decode()

    assert 'src="data:image/webp;base64,' in text
    assert "<path d=" in text  # the drawing
    assert "/media/" not in text
