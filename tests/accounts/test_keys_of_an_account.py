"""An account belongs to the address the team sees: what opened it before a change opens it no more."""

import re
import time

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from accounts.models import Session, User

pytestmark = pytest.mark.django_db
OLD, NEW = "bob@example.org", "bob-nouveau@example.org"
PASSWORD, NEXT = "mot de passe de Bob", "un autre mot de passe"


@pytest.fixture(autouse=True)
def fresh_limits():
    cache.clear()


@pytest.fixture
def bob(django_user_model):
    return django_user_model.objects.create_user(OLD, PASSWORD, display_name="Bob")


def sign_in(address, password=PASSWORD):
    client = Client(headers={"user-agent": "Mozilla/5.0 (Windows NT 10.0; rv:128.0) Gecko/20100101 Firefox/128.0"})
    client.post("/compte/connexion/", {"login": address, "password": password})
    return client


def is_in(client):
    return client.get("/compte/").status_code == 200


def in_the_admin(client, user, **changes):
    fields = {"email": user.email, "display_name": user.display_name, "is_active": "on", **changes}
    return client.post(reverse("wagtailusers_users:edit", args=[user.pk]), fields)


def test_an_address_replaced_by_the_team_opens_the_account_no_more(bob, administrator, signed_in):
    before = sign_in(OLD)
    in_the_admin(signed_in(administrator), bob, email=NEW)
    mail.outbox.clear()

    Client().post("/compte/mot-de-passe-oublie/", {"email": OLD})

    assert not is_in(before)
    assert not is_in(sign_in(OLD))
    assert is_in(sign_in(NEW))
    assert "http://testserver/compte/mot-de-passe-oublie/" not in mail.outbox[0].body
    assert list(EmailAddress.objects.filter(user=bob).values_list("email", "verified", "primary")) == [
        (NEW, True, True)
    ]


def test_a_link_to_confirm_an_address_is_dead_once_the_team_has_set_another(bob, administrator, signed_in):
    client = sign_in(OLD)
    client.post("/compte/verifier/", {"password": PASSWORD})
    client.post("/compte/adresse/", {"action_add": "", "email": "pirate@example.org"})
    link = re.search(r"http://testserver(/compte/confirmation/\S+)", mail.outbox[-1].body)[1]

    in_the_admin(signed_in(administrator), bob, email=NEW)
    Client().post(link)

    bob.refresh_from_db()
    assert bob.email == NEW


@pytest.mark.parametrize("changes", [{"email": NEW}, {"password1": NEXT, "password2": NEXT}])
def test_the_team_s_changes_end_the_sessions(bob, administrator, signed_in, changes):
    before = sign_in(OLD)

    in_the_admin(signed_in(administrator), bob, **changes)

    assert not is_in(before)
    assert not Session.objects.filter(user=bob).exists()


def test_an_administrator_who_changes_their_own_address_stays_where_they_are(administrator, signed_in):
    here, elsewhere = signed_in(administrator), signed_in(administrator)

    in_the_admin(here, administrator, email=NEW, is_superuser="on")

    assert (is_in(here), is_in(elsewhere)) == (True, False)


def test_one_s_own_address_changes_after_the_password_only(bob):
    client = sign_in(OLD)
    session = client.session
    session["account_authentication_methods"] = [{"method": "password", "at": time.time() - 86_400, "email": OLD}]
    session.save()

    asked = client.post("/compte/adresse/", {"action_add": "", "email": NEW})
    assert asked.url.startswith("/compte/verifier/")
    assert not EmailAddress.objects.filter(email=NEW).exists()
    client.post(asked.url, {"password": PASSWORD, "next": "/compte/adresse/"})

    assert EmailAddress.objects.filter(email=NEW, verified=False).exists()


def test_sessions_end_elsewhere_when_one_s_address_changes(bob):
    here, elsewhere = sign_in(OLD), sign_in(OLD)
    here.post("/compte/verifier/", {"password": PASSWORD})
    here.post("/compte/adresse/", {"action_add": "", "email": NEW})
    link = re.search(r"http://testserver(/compte/confirmation/\S+)", mail.outbox[-1].body)[1]

    here.post(link)

    bob.refresh_from_db()
    assert bob.email == NEW
    assert (is_in(here), is_in(elsewhere)) == (True, False)


def test_sessions_end_elsewhere_when_one_s_password_changes(bob):
    here, elsewhere = sign_in(OLD), sign_in(OLD)
    here.post("/compte/verifier/", {"password": PASSWORD})

    here.post("/compte/mot-de-passe/", {"oldpassword": PASSWORD, "password1": NEXT, "password2": NEXT})

    assert (is_in(here), is_in(elsewhere)) == (True, False)
    assert Session.objects.filter(user=bob).count() == 1


def test_one_sees_one_s_sessions_and_closes_one(bob, learner, signed_in):
    here, lost = sign_in(OLD), sign_in(OLD)
    page = here.get("/compte/sessions/").content.decode()
    mark = re.search(r'name="close" value="(\w+)"', page)[1]

    signed_in(learner).post("/compte/sessions/", {"close": mark})
    assert is_in(lost)
    here.post("/compte/sessions/", {"close": mark})

    assert "Firefox, Windows" in page
    assert not any(key in page for key in Session.objects.values_list("session_key", flat=True))
    assert (is_in(here), is_in(lost)) == (True, False)


def test_one_closes_all_the_other_sessions(bob):
    here, *others = [sign_in(OLD) for _ in range(3)]

    here.post("/compte/sessions/", {"others": "1"})

    assert [is_in(client) for client in (here, *others)] == [True, False, False]


def test_a_session_keeps_neither_an_address_nor_what_the_browser_said(bob):
    sign_in(OLD)

    row = Session.objects.get(user=bob)
    kept = f"{row.device} {row.get_decoded()}"
    assert "Gecko" not in kept
    assert "127.0.0.1" not in kept


@pytest.mark.parametrize("way", ["page", "bulk"])
def test_a_deletion_by_the_team_erases_the_address_everywhere(bob, administrator, signed_in, way):
    from mail.models import OutgoingMail

    client = signed_in(administrator)
    in_the_admin(client, bob, email=NEW)
    OutgoingMail.objects.create(recipient=NEW, sender="a@example.org", subject="x", text="x")
    path = {
        "page": reverse("wagtailusers_users:delete", args=[bob.pk]),
        "bulk": reverse("wagtail_bulk_action", args=["accounts", "user", "delete"]) + f"?id={bob.pk}",
    }[way]

    client.post(path)

    assert not User.objects.filter(pk=bob.pk).exists()
    labels = list(ModelLogEntry.objects.values_list("label", flat=True))
    assert labels
    assert [label for label in labels if "@" in label] == []
    assert not OutgoingMail.objects.filter(recipient=NEW).exists()
    assert not EmailAddress.objects.filter(email__startswith="bob").exists()


def test_an_entry_of_the_log_written_after_a_deletion_has_no_address_either(bob, administrator):
    number = bob.pk
    log(bob, "wagtail.edit", user=administrator)
    bob.delete()
    bob.pk = number

    log(bob, "wagtail.delete", user=administrator)

    assert set(ModelLogEntry.objects.values_list("label", flat=True)) == {f"#{number}"}
