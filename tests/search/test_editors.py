"""The admin's own page search finds what editors type, in Wagtail's index and on either database."""

import pytest
from wagtail.models import Page

from tests.search.site import make_action, publish

TITLES = ["Garder ses mots de passe", "Partager l’agenda", "Faire un questionnaire"]


@pytest.fixture
def pages(db):
    for title in TITLES:
        publish(make_action(title))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("mot de passe", 0),
        ("mots de passe", 0),
        ("Garder ses mots de pa", 0),
        ('"mot de passe"', 0),
        ("l'agenda", 1),
        ("l’agenda", 1),
        ("les agendas", 1),
        ("questionnaires", 2),
    ],
)
@pytest.mark.usefixtures("pages")
def test_a_page_is_found_by_its_title_as_editors_type_it(text, found, signed_in, editor):
    answer = signed_in(editor).get("/admin/pages/search/results/", {"q": text})
    shown = [title for title in TITLES if title in answer.content.decode()]

    assert shown == [TITLES[found]]


@pytest.mark.usefixtures("pages")
def test_signs_alone_and_filters_are_answered(signed_in, editor):
    client = signed_in(editor)
    for text in ("?", "« »", "live:yes agenda", "-"):
        assert client.get("/admin/pages/search/", {"q": text}).status_code == 200


@pytest.mark.usefixtures("pages")
def test_what_no_title_has_is_not_found():
    assert not list(Page.objects.autocomplete("mot de fin"))
    assert not list(Page.objects.search("xylophone"))
