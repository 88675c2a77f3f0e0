import uuid

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from actions.models import ActionIndexPage
from core.addresses import is_reserved
from core.codes import ALPHABET, is_code, random_code
from core.models import RegisteredCode
from tests.content import action, tool


def test_a_code_has_five_characters_that_nobody_confuses():
    assert is_code(random_code())
    assert not set("01OIL") & set(ALPHABET)


@given(st.text())
def test_only_five_characters_of_the_alphabet_are_a_code(text):
    assert is_code(text) == (len(text) == 5 and set(text) <= set(ALPHABET))


def test_a_code_does_not_end_with_a_line_break():
    assert not is_code("23456\n")


def test_a_code_that_is_taken_is_never_given_again(db):
    first = RegisteredCode.objects.assign("a.A", uuid.uuid4(), wanted="7QK2M")
    second = RegisteredCode.objects.assign("b.B", uuid.uuid4(), wanted="7QK2M")

    assert first == "7QK2M"
    assert second != first


def test_the_register_outlives_the_content(db, visitor):
    page = tool("Framadate")
    code = page.code
    page.delete()

    assert RegisteredCode.objects.filter(code=code).exists()
    assert visitor.get(f"/f/{code}").status_code == 410


def test_a_copy_gets_a_code_and_an_identity_of_its_own(db):
    page = action("Choisir une date")

    copy = page.copy(update_attrs={"slug": "copie", "title": "Choisir un lieu"})

    assert copy.code != page.code
    assert copy.uid != page.uid
    assert RegisteredCode.objects.filter(code=copy.code).exists()


def test_a_reverted_page_keeps_its_code(db):
    page = action("Choisir une date")
    first = page.latest_revision
    page.title = "Choisir un lieu"
    page.save_revision().publish()

    first.publish()
    page.refresh_from_db()

    assert page.title == "Choisir une date"
    assert RegisteredCode.objects.get(code=page.code).uid == page.uid


def test_the_short_address_leads_to_the_content_in_capitals_or_not(db, visitor):
    page = tool("Framadate")

    assert visitor.get(f"/f/{page.code}")["Location"] == page.url
    assert visitor.get(f"/f/{page.code.lower()}")["Location"] == page.url


@pytest.mark.parametrize("code", ["7QK2M", "nawak", "00000"])
def test_a_code_that_was_never_given_is_not_found(db, visitor, code):
    assert visitor.get(f"/f/{code}").status_code == 404


@pytest.mark.parametrize("slug", ["verifier", "fin", "etape-3", "feuille-de-route", "imprimer"])
def test_a_slug_that_names_a_part_of_pages_is_refused(db, slug):
    assert is_reserved(slug)
    page = action("Choisir une date")
    page.slug = slug

    with pytest.raises(ValidationError):
        page.full_clean()


@pytest.mark.parametrize("title", ["Cahier des charges", "Réunion", "Dîner de quartier"])
def test_an_action_that_does_not_start_with_an_infinitive_is_refused(db, title):
    page = action("Se réunir")
    page.title = title

    with pytest.raises(ValidationError, match="infinitif"):
        page.full_clean()


def test_an_action_may_start_with_a_pronominal_verb(db):
    assert action("Se réunir à distance").get_parent().specific == ActionIndexPage.objects.get()
