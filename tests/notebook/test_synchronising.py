import json
import time

import pytest

from notebook.models import SyncedNotebook

pytestmark = pytest.mark.django_db
PATH = "/compte/carnet/"
NOW = int(time.time() * 1000)


def notebook(**lessons):
    return {
        "format": "carnet",
        "version": 2,
        "lecons": {f":{code}": {"etat": ["lu", stamp], "titre": code, "url": "/"} for code, stamp in lessons.items()},
    }


def put(client, document, **headers):
    body = document if isinstance(document, str) else json.dumps(document)
    return client.put(PATH, body, content_type="application/json", headers=headers)


def test_two_devices_that_were_offline_both_keep_their_ticks(signed_in, learner):
    telephone, computer = signed_in(learner), signed_in(learner)

    put(telephone, notebook(AAAAA=NOW))
    answer = put(computer, notebook(BBBBB=NOW + 5))

    assert set(answer.json()["lecons"]) == {":AAAAA", ":BBBBB"}
    assert telephone.get(PATH).json() == answer.json()


def test_sending_again_changes_nothing(signed_in, learner):
    client = signed_in(learner)

    first, second = put(client, notebook(AAAAA=NOW)), put(client, notebook(AAAAA=NOW))

    assert first["ETag"] == second["ETag"]
    assert first.content == second.content


def test_nothing_new_is_said_in_a_few_bytes(signed_in, learner):
    client = signed_in(learner)
    etag = put(client, notebook(AAAAA=NOW))["ETag"]

    answer = client.get(PATH, headers={"If-None-Match": etag})

    assert (answer.status_code, answer.content) == (304, b"")


def test_an_account_without_a_notebook_has_an_empty_one(signed_in, learner):
    assert signed_in(learner).get(PATH).json()["lecons"] == {}


def test_each_person_has_their_own(signed_in, learner, contributor):
    put(signed_in(learner), notebook(AAAAA=NOW))

    assert signed_in(contributor).get(PATH).json()["lecons"] == {}


def test_the_copy_that_version_1_left_is_read_and_joined(signed_in, learner):
    old = {"format": "carnet", "version": 1, "scenarios": {"K8WDE": {"etapes": {"note": {"etat": ["fait", NOW]}}}}}
    SyncedNotebook.objects.create(user=learner, document=old, digest="0" * 64)
    client = signed_in(learner)

    found = client.get(PATH)
    joined = put(client, {**notebook(), "version": 1, "lecons": {"BBBBB": {"etat": ["lu", NOW]}}})

    assert found.json()["scenarios"] == {":K8WDE": {"etapes": {":note": {"etat": ["fait", NOW]}}}}
    assert client.get(PATH, headers={"If-None-Match": found["ETag"]}).status_code == 200
    assert joined.json() == {**found.json(), "lecons": {":BBBBB": {"etat": ["lu", NOW]}}}
    assert client.get(PATH).json() == joined.json()


def test_what_the_server_does_not_understand_is_kept_and_given_to_the_other_devices(signed_in, learner):
    telephone, computer = signed_in(learner), signed_in(learner)
    put(telephone, {**notebook(AAAAA=NOW), "reglages": {"theme": [17, NOW], "mesures": ["non", NOW]}})

    answer = put(computer, notebook(BBBBB=NOW)).json()

    assert answer["reglages"] == {"mesures": ["non", NOW]}
    [[text, _]] = answer["illisible"].values()
    assert json.loads(text)["reglages"] == {"theme": [17, NOW]}


def test_visitors_have_no_notebook_here(visitor):
    assert visitor.get(PATH).status_code == put(visitor, notebook(AAAAA=NOW)).status_code == 401


@pytest.mark.parametrize(
    ("document", "reason"),
    [
        ("pas du JSON", "not-a-notebook"),
        ({"format": "carnet", "version": 99}, "newer"),
        (notebook(AAAAA=NOW + 400 * 24 * 3600 * 1000), "clock"),
        ({**notebook(), "inconnu": {"x": ["é" * 250_000, 1]}}, "too-large"),
    ],
)
def test_what_is_not_a_notebook_changes_nothing(signed_in, learner, document, reason):
    client = signed_in(learner)
    kept = put(client, notebook(AAAAA=NOW)).json()

    answer = put(client, document)

    assert answer.json() == {"reason": reason}
    assert client.get(PATH).json() == kept


def test_another_site_cannot_send_a_notebook(signed_in, learner):
    client = signed_in(learner)

    from_elsewhere = put(client, notebook(AAAAA=NOW), Origin="https://evil.example")
    as_a_form = client.put(PATH, json.dumps(notebook(AAAAA=NOW)), content_type="text/plain")

    assert from_elsewhere.status_code == as_a_form.status_code == 400
    assert client.get(PATH).json()["lecons"] == {}
