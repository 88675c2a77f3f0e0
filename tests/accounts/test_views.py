import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.cache import cache
from django.urls import reverse
from wagtail.users.models import UserProfile

from accounts.models import User

pytestmark = pytest.mark.django_db
PASSWORD = "quatre mots faciles à retenir"


@pytest.fixture(autouse=True)
def fresh_limits():
    cache.clear()
    yield
    cache.clear()


def link_in(message) -> str:
    return re.search(r"http://testserver(/\S+)", message.body).group(1)


def test_a_person_signs_up_confirms_and_signs_in(visitor):
    sent = visitor.post(
        "/compte/inscription/", {"email": "nouvelle@example.org", "password1": PASSWORD, "telephone": "", "altcha": ""}
    )
    assert sent.url == "/compte/confirmation/"

    visitor.post(link_in(mail.outbox[0]))
    back = visitor.post("/compte/connexion/", {"login": "nouvelle@example.org", "password": PASSWORD})

    assert back.url == "/compte/"
    assert visitor.get("/compte/").status_code == 200


def test_an_unconfirmed_address_does_not_open_the_account(visitor):
    visitor.post("/compte/inscription/", {"email": "nouvelle@example.org", "password1": PASSWORD})

    answer = visitor.post("/compte/connexion/", {"login": "nouvelle@example.org", "password": PASSWORD})

    assert answer.url == "/compte/confirmation/"
    assert visitor.get("/compte/").status_code == 302


def test_a_robot_that_fills_the_hidden_field_makes_no_account(visitor):
    answer = visitor.post(
        "/compte/inscription/", {"email": "robot@example.org", "password1": PASSWORD, "telephone": "0102030405"}
    )

    assert answer.url == "/compte/confirmation/"
    assert not User.objects.filter(email="robot@example.org").exists()


@pytest.mark.parametrize(
    "path", ["/compte/inscription/", "/compte/connexion/", "/compte/mot-de-passe-oublie/", "/compte/supprime/"]
)
def test_the_entrance_is_open_to_visitors(visitor, path):
    assert visitor.get(path).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/compte/",
        "/compte/nom/",
        "/compte/adresse/",
        "/compte/mot-de-passe/",
        "/compte/cles/",
        "/compte/cles/liste/",
        "/compte/deconnexion/",
        "/compte/mes-donnees/",
    ],
)
def test_the_pages_of_an_account_answer_their_person(learner, signed_in, path):
    assert signed_in(learner).get(path).status_code == 200


def test_signing_up_with_a_known_address_looks_the_same(learner, client):
    unknown = client.post("/compte/inscription/", {"email": "inconnue@example.org", "password1": PASSWORD})
    known = client.post("/compte/inscription/", {"email": learner.email, "password1": PASSWORD})

    assert (unknown.status_code, unknown.url) == (known.status_code, known.url)
    assert unknown.content == known.content
    assert [message.to for message in mail.outbox] == [["inconnue@example.org"], [learner.email]]


def test_signing_up_hashes_the_password_for_known_and_unknown_alike(learner, client, monkeypatch):
    hashed = []
    from django.contrib.auth.hashers import MD5PasswordHasher

    real = MD5PasswordHasher.encode
    monkeypatch.setattr(MD5PasswordHasher, "encode", lambda *args: hashed.append(1) or real(*args))

    client.post("/compte/inscription/", {"email": "inconnue@example.org", "password1": PASSWORD})
    for_unknown = len(hashed)
    client.post("/compte/inscription/", {"email": learner.email, "password1": PASSWORD})

    assert (for_unknown, len(hashed)) == (1, 2)


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(learner, client):
    def answer(address):
        page = client.post("/compte/connexion/", {"login": address, "password": "pas le bon"}).content.decode()
        return re.sub(r'value="[A-Za-z0-9]{64}"', "", page).replace(address, "")

    assert answer(learner.email) == answer("inconnue@example.org")


def test_asking_for_a_new_password_looks_the_same_for_all(learner, client):
    known = client.post("/compte/mot-de-passe-oublie/", {"email": learner.email})
    unknown = client.post("/compte/mot-de-passe-oublie/", {"email": "inconnue@example.org"})

    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert len(mail.outbox) == 2


def test_thirty_five_people_behind_one_address_sign_in(client, django_user_model):
    people = [django_user_model.objects.create_user(f"p{n}@example.org", PASSWORD) for n in range(35)]

    answers = [client.post("/compte/connexion/", {"login": p.email, "password": PASSWORD}).status_code for p in people]

    assert answers == [302] * 35


def test_guessing_one_password_is_stopped(learner, client):
    tries = [client.post("/compte/connexion/", {"login": learner.email, "password": f"essai {n}"}) for n in range(6)]
    right = client.post("/compte/connexion/", {"login": learner.email, "password": "mot de passe de Lina"})

    assert tries[0].context["form"].errors != tries[5].context["form"].errors
    assert right.status_code == 200


def test_signing_up_many_times_without_a_proof_is_stopped(client):
    answers = [
        client.post("/compte/inscription/", {"email": f"p{n}@example.org", "password1": PASSWORD}).status_code
        for n in range(11)
    ]

    assert answers == [302] * 10 + [429]


def test_the_admin_is_entered_by_the_same_door(visitor, editor):
    asked = visitor.get("/admin/", follow=True)
    assert asked.redirect_chain[-1][0] == "/compte/connexion/?next=/admin/"
    assert visitor.get("/admin/login/?next=/admin/").url == "/compte/connexion/?next=/admin/"

    entered = visitor.post(
        "/compte/connexion/", {"login": editor.email, "password": "mot de passe d’Elsa", "next": "/admin/"}
    )

    assert entered.url == "/admin/"
    assert visitor.get("/admin/").status_code == 200


def test_the_preferences_of_the_admin_are_kept(signed_in, editor):
    client = signed_in(editor)

    client.post(
        reverse("wagtailadmin_account"),
        {
            "locale-preferred_language": "en",
            "locale-current_time_zone": "Europe/Paris",
            "theme-theme": "dark",
            "theme-contrast": "system",
            "theme-density": "default",
            "theme-keyboard_shortcuts": "on",
            "notifications-submitted_notifications": "on",
        },
    )

    assert editor.wagtail_userprofile.preferred_language == "en"


def test_an_account_speaks_the_language_chosen_in_the_admin(signed_in, editor):
    UserProfile.objects.create(user=editor, preferred_language="en")

    assert '<html lang="en">' in signed_in(editor).get("/compte/").content.decode()


def test_an_account_made_in_the_admin_signs_in_at_once(signed_in, administrator, client):
    signed_in(administrator).post(
        reverse("wagtailusers_users:add"),
        {"email": "Nour@example.org", "display_name": "Nour", "password1": PASSWORD, "password2": PASSWORD},
    )

    assert EmailAddress.objects.get(email="nour@example.org").verified
    assert client.post("/compte/connexion/", {"login": "nour@example.org", "password": PASSWORD}).url == "/compte/"


def test_a_name_already_used_is_refused(signed_in, contributor, learner):
    page = signed_in(learner).post("/compte/nom/", {"display_name": "CAMILLE  roux"})

    assert page.status_code == 200
    assert User.objects.get(pk=learner.pk).display_name == ""


def test_after_choosing_a_name_one_goes_on_to_this_site_only(signed_in, learner):
    client = signed_in(learner)

    assert client.post("/compte/nom/", {"display_name": "Lina", "next": "/forum/"}).url == "/forum/"
    assert client.post("/compte/nom/", {"display_name": "Lina", "next": "https://evil.example/"}).url == "/compte/"
