"""Nobody passes for somebody else, for the team, or for an address."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.log_actions import log

from accounts.look_alikes import skeleton
from accounts.models import User
from accounts.names import name_key, sounds_like_the_team
from accounts.renaming import clean_name, rename

pytestmark = pytest.mark.django_db
# How the name of a member of the team may be written: Cyrillic, Greek, mathematical, full width, Roman numerals, Cherokee…
LOOKS_LIKE_MONA = ["Мona", "Mоna", "ΜONA", "𝐌ona", "Ｍｏｎａ", "Ⅿona", "Mοna", "MOΝA", "M0na", "Mona ", "M.o.n.a", "rnona", "Ꮇona", "Мопа"]  # fmt: skip


@pytest.fixture
def mona(django_user_model):
    return django_user_model.objects.create_user("mona@example.org", "x", display_name="Mona")


@pytest.mark.parametrize("name", LOOKS_LIKE_MONA[:-1])
def test_a_name_that_looks_like_another_is_taken(mona, learner, signed_in, name):
    page = signed_in(learner).post("/compte/nom/", {"display_name": name})

    learner.refresh_from_db()
    assert page.status_code == 200
    assert learner.display_name == ""


def test_a_name_in_another_script_that_looks_like_none_is_free(mona, learner, signed_in):
    signed_in(learner).post("/compte/nom/", {"display_name": "Наталья"})

    learner.refresh_from_db()
    assert learner.display_name == "Наталья"


def test_the_skeleton_is_unicode_s():
    """The example of UTS 39, 4: ρ⍺у𝓅𝒂ן looks like paypal."""
    assert skeleton("ρ⍺у𝓅𝒂ן") == skeleton("paypal")
    assert skeleton("ѕсоре") == skeleton("scope")


def test_french_names_stay_apart():
    names = ["Élise", "Elsa", "Zoé", "Noé", "Léo", "Marie", "Mario", "Camille", "Kamel", "Jean-Paul", "Jeanne", "Aïcha"]

    assert len({name_key(name) for name in names}) == len(names)


@pytest.mark.parametrize(
    "name",
    ["Modération Parcours", "MODERATION", "Мodération", "Administrateur", "L’administratrice", "admin", "A d m i n",
     "Équipe", "L’équipe", "Parcours", "Compte fermé", "Support"],
)  # fmt: skip
def test_the_words_of_the_team_are_kept_for_it(learner, editor, name):
    with pytest.raises(ValidationError):
        clean_name(learner, name)

    assert clean_name(editor, name) == name


@pytest.mark.parametrize(
    "name", ["Lady Minh", "Badminton 44", "Équipe de quartier", "Jean Support-Lafitte", "Administ"]
)
def test_names_that_hold_a_reserved_word_inside_another_are_free(name):
    assert not sounds_like_the_team(name)


@pytest.mark.parametrize(
    "name",
    [
        "https://spam.example/promo",
        "spam.example",
        "www.spam",
        "moi@exemple.fr",
        "ｗｗｗ．spam．com",
        "Voir spam.shop ici",
    ],
)
def test_an_address_is_no_name(learner, name):
    with pytest.raises(ValidationError):
        clean_name(learner, name)


@pytest.mark.parametrize("name", ["J.R.R. Tolkien", "M. Martin", "Mme. Durand", "St. Pierre", "Dr.Who"])
def test_a_stop_in_a_name_makes_no_address(learner, name):
    assert clean_name(learner, name) == name


def test_the_team_gives_any_name_but_one_in_use_in_the_admin(mona, learner, administrator, signed_in):
    path = reverse("wagtailusers_users:edit", args=[learner.pk])
    fields = {"email": learner.email, "is_active": "on"}

    signed_in(administrator).post(path, fields | {"display_name": "Мona"})
    learner.refresh_from_db()
    assert learner.display_name == ""
    signed_in(administrator).post(path, fields | {"display_name": "Équipe  "})

    learner.refresh_from_db()
    assert learner.display_name == "Équipe"


def test_a_name_taken_an_instant_before_is_said_and_no_error(mona, learner, contributor):
    learner.display_name = "Camille R."
    User.objects.filter(pk=contributor.pk).update(name_key=name_key("Camille R."))

    with pytest.raises(ValidationError):
        rename(learner, "Camille R.")


def test_a_name_taken_between_the_check_and_the_writing_gives_the_form_back(learner, signed_in, monkeypatch):
    from accounts import forms

    def clean_then_lose(user, name):
        User.objects.create_user("vite@example.org", display_name=name)
        return name

    monkeypatch.setattr(forms, "clean_name", clean_then_lose)

    page = signed_in(learner).post("/compte/nom/", {"display_name": "Lina"})

    assert page.status_code == 200
    assert "utilise déjà ce nom" in page.content.decode()


def test_two_names_told_apart_before_keep_living_side_by_side(mona):
    other = User.objects.create_user("o@example.org")
    User.objects.filter(pk=other.pk).update(display_name="Мona", name_key=f"{name_key('Mona')}#{other.pk}")

    other.refresh_from_db()
    other.save()

    assert User.objects.filter(display_name__in=["Mona", "Мona"]).count() == 2


@pytest.mark.parametrize("name", ["=1+1", "+33 6", "-Nadia", "=cmd|'/c calc'!A1"])
def test_a_cell_that_begins_like_a_formula_is_a_text(administrator, learner, signed_in, name):
    User.objects.filter(pk=learner.pk).update(display_name=name)
    learner.refresh_from_db()
    log(learner, "forum.suspend", user=administrator, title=name)

    answer = signed_in(administrator).get(reverse("wagtailadmin_reports:site_history") + "?export=csv")

    rows = b"".join(answer.streaming_content).decode()
    assert f"'{name}" in rows
    assert f",{name}" not in rows


def test_numbers_and_dates_stay_what_they_are():
    from accounts.spreadsheets import as_text

    assert [as_text(value) for value in (-3, 2.5, None, "Nadia", "- tiret")] == [-3, 2.5, None, "Nadia", "'- tiret"]
