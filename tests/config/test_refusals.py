"""Whoever is refused reads a page in French, which asks nothing of the database."""

import pytest


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
