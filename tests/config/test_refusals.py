"""Whoever is refused reads a page in French, which asks nothing of the database."""

import pytest
from django.db import DataError
from django.urls import NoReverseMatch

from config.refusals import Refusals
from home.models import TextPage
from home.tree import ensure_tree
from resources.models import Speaker


def test_an_address_for_scripts_that_a_person_opens_says_so(client, db):
    answer = client.get("/chercher/choix/")

    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert "<h1>Cette demande n’a pas été comprise</h1>" in answer.content.decode()


@pytest.mark.parametrize("address", ["/forum/%00/", "/forum/abonnement/%00/", f"/f/{'9' * 1_000}/"])
def test_an_address_with_what_nobody_types_is_refused_for_every_view(client, address):
    answer = client.get(address)  # this test has no database: any query would fail

    assert answer.status_code == 400
    assert '<html lang="fr"' in answer.content.decode()
    assert "Content-Security-Policy" in answer


def test_a_script_keeps_its_own_words(client, db):
    answer = client.post("/mesures/questions/", "{", content_type="application/json")

    assert (answer.status_code, answer.json()) == (400, {"error": "not-understood"})


def test_nul_in_a_query_is_dropped_and_the_rest_keeps_its_sense(client, db):
    assert 'value="visio"' in client.get("/chercher/?q=vi%00sio&page=%00", follow=True).content.decode()


@pytest.mark.parametrize("frame", [{"body-count": "x"}, {"body-count": "1"}, {"body-count": "9" * 5_000}])
def test_an_editor_whose_frame_is_broken_is_refused_with_a_page(signed_in, administrator, frame):
    page = ensure_tree().add_child(instance=TextPage(title="Une page", slug="une-page", summary="Un résumé."))
    address = f"/admin/pages/{page.pk}/edit/"

    answer = signed_in(administrator).post(address, {"title": "Une page", "slug": "une-page", **frame})

    assert answer.status_code == 400
    assert '<html lang="fr"' in answer.content.decode()


@pytest.mark.parametrize("count", ["-1", "²", "", "1001", "9" * 5_000])
@pytest.mark.parametrize("name", ["places-TOTAL_FORMS", "places-INITIAL_FORMS"])
def test_rows_that_cannot_be_counted_are_refused_before_any_is_drawn(signed_in, administrator, name, count):
    client = signed_in(administrator)
    form = {"title": "Un quiz", "places-TOTAL_FORMS": "0", "places-INITIAL_FORMS": "0"}

    assert client.post("/admin/snippets/quizzes/quiz/add/", form).status_code != 400
    assert client.post("/admin/snippets/quizzes/quiz/add/", form | {name: count}).status_code == 400


@pytest.mark.parametrize("key", ["²", "{}", "9" * 5_000, "visio"])
def test_a_key_that_is_no_number_is_refused_where_it_was_sent(rf, key):
    with pytest.raises(ValueError, match="expected a number") as raised:
        raise ValueError(f"Field 'id' expected a number but got {key!r}.")
    look = Refusals(lambda request: None).process_exception

    assert look(rf.post("/admin/pages/1/edit/", {"overwrite_revision_id": key}), raised.value).status_code == 400
    assert look(rf.post("/admin/pages/1/edit/", {"title": "Une page"}), raised.value) is None
    assert look(rf.post("/compte/", {"id": key}), raised.value) is None


def test_a_version_whose_key_is_no_number_is_refused_in_a_form_that_is_right(signed_in, administrator):
    ensure_tree()
    speaker = Speaker.objects.create(name="Ada", slug="ada")
    answer = signed_in(administrator).post(
        f"/admin/snippets/resources/speaker/edit/{speaker.pk}/",
        {"name": "Ada", "slug": "ada", "overwrite_revision_id": "²"},
    )

    assert answer.status_code == 400


def test_a_way_to_go_afterwards_that_is_no_address_is_refused(signed_in, administrator):
    page = ensure_tree().add_child(instance=TextPage(title="Une page", slug="une-page", summary="Un résumé."))
    form = {"title": "Une page", "slug": "une-page", "summary": "Un résumé.", "body-count": "0", "next": "visio"}

    answer = signed_in(administrator).post(f"/admin/pages/{page.pk}/unpublish/", form)

    assert answer.status_code == 400
    assert '<html lang="fr"' in answer.content.decode()


@pytest.mark.parametrize(
    ("error", "is_refused"),
    [
        (DataError("PostgreSQL text fields cannot contain NUL (0x00) bytes"), True),
        (DataError("value too long for type character varying(20)"), False),
        (ValueError("invalid literal for int()"), False),
        (KeyError("title"), False),
        (NoReverseMatch("Reverse for 'quiz' not found."), False),
    ],
)
def test_other_errors_of_the_admin_stay_errors(rf, error, is_refused):
    with pytest.raises(type(error)) as raised:
        raise error

    answer = Refusals(lambda request: None).process_exception(rf.post("/admin/pages/1/edit/"), raised.value)

    assert bool(answer) is is_refused
