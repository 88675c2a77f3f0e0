"""What is done too often is stopped; what counts it is apart, unreadable, and no older than the limit."""

import pytest
from django.core.cache import cache, caches
from django.core.management import call_command
from django.db import connection
from wagtail.documents import get_document_model
from wagtail.models import CollectionViewRestriction, PageViewRestriction

from accounts import limits, limits_store, proof_of_work
from tests.content import advice

pytestmark = pytest.mark.django_db
LOCMEM = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}


@pytest.fixture
def in_the_database(settings):
    """The store of production, in a table of its own."""
    from config.settings.base import CACHES

    settings.CACHES = {"default": LOCMEM, "limits": CACHES["limits"]}
    call_command("createcachetable", verbosity=0)
    limits_store.LimitsCache._swept_at = 0.0
    return caches["limits"]


def keys():
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM limits")
        return [row[0] for row in cursor.fetchall()]


def guess(client, number, address="lina@example.org"):
    return client.post(
        "/compte/connexion/", {"login": address, "password": f"essai {number}"}, REMOTE_ADDR=f"192.0.2.{number % 7}"
    )


def is_locked_out(client, user):
    page = client.post("/compte/connexion/", {"login": user.email, "password": "mot de passe de Lina"})
    return page.status_code == 200


def test_no_other_entry_pushes_a_limit_out(learner, client, in_the_database):
    for number in range(5):
        guess(client, number)

    for number in range(400):
        in_the_database.set(f"other:{number}", 1, 300)
        cache.set(f"other:{number}", 1, 300)

    assert is_locked_out(client, learner)


def test_allauth_counts_in_the_store_of_limits(learner, client):
    guess(client, 1)

    assert len(caches["limits"]._cache) > 0
    assert [key for key in cache._cache if "allauth" in key] == []


def test_no_address_of_a_visitor_is_written(learner, client, in_the_database):
    guess(client, 1)

    assert keys()
    assert [key for key in keys() if "192.0.2" in key or "allauth" in key or "lina" in key] == []


def test_what_has_expired_is_swept_at_the_next_count(client, in_the_database):
    guess(client, 1)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE limits SET expires = '2020-01-01 00:00:00'")
    before = keys()
    limits_store.LimitsCache._swept_at = 0.0

    guess(client, 2, "autre@example.org")

    assert set(before) & set(keys()) == set()


def test_a_spent_proof_is_kept_with_the_limits(monkeypatch):
    from altcha import Challenge, Payload, solve_challenge

    monkeypatch.setattr(proof_of_work, "ITERATIONS", 1)
    challenge = Challenge.from_dict(proof_of_work.new_challenge())
    payload = Payload(challenge, solve_challenge(challenge)).to_base64()

    assert proof_of_work.is_solved(payload)
    cache.clear()

    assert not proof_of_work.is_solved(payload)


def page_door(settings):
    restriction = PageViewRestriction.objects.create(page=advice(), restriction_type="password", password="mot")
    return f"/_util/authenticate_with_password/{restriction.pk}/{restriction.page_id}/"


def document_door(settings):
    document = get_document_model().objects.create(title="Réservé", file="documents/reserve.pdf")
    restriction = CollectionViewRestriction.objects.create(
        collection=document.collection, restriction_type="password", password="mot"
    )
    return f"/documents/authenticate_with_password/{restriction.pk}/"


@pytest.mark.parametrize("door", [page_door, document_door])
def test_a_shared_password_is_not_guessed_at_leisure(settings, client, door):
    settings.RATE_LIMITS = settings.RATE_LIMITS | {"shared_password": "5/10m/ip"}
    path = door(settings)

    tries = [client.post(path, {"password": f"essai {n}", "return_url": "/"}).status_code for n in range(6)]
    right = client.post(path, {"password": "mot", "return_url": "/"}).status_code

    assert tries == [200] * 5 + [429]
    assert right == 429


def test_thirty_five_people_with_the_right_password_enter(settings, client):
    path = page_door(settings)

    assert {client.post(path, {"password": "mot", "return_url": "/"}).status_code for _ in range(35)} == {302}


def test_many_addresses_do_not_guess_one_password_either(settings, client):
    settings.RATE_LIMITS = settings.RATE_LIMITS | {"shared_password": "30/10m/ip,5/h/key"}
    path = page_door(settings)

    tries = [
        client.post(path, {"password": "x", "return_url": "/"}, REMOTE_ADDR=f"192.0.2.{n}").status_code
        for n in range(6)
    ]

    assert tries == [200] * 5 + [429]


@pytest.mark.parametrize(("path", "action"), [("/mesures/questions/", "answer"), ("/chercher/choix/", "choice")])
def test_figures_are_not_stuffed_without_end(settings, client, path, action):
    settings.RATE_LIMITS = settings.RATE_LIMITS | {action: "3/10m/ip"}

    assert [client.post(path).status_code == 429 for _ in range(4)] == [False, False, False, True]


def test_one_file_knows_the_private_functions_of_allauth():
    from tests.architecture.names import CLONE, python_files

    named = {str(path.relative_to(CLONE)) for path in python_files() if "allauth.core.internal" in path.read_text()}

    assert named - {"tests/accounts/test_limits.py"} == {"accounts/limits.py"}
    assert limits.store is not cache
