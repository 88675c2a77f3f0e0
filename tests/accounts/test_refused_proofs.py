"""A host sees an attack in the log, and no person in it."""

import logging
from datetime import date

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.webauthn.internal import auth as webauthn
from wagtail.models import PageViewRestriction

from accounts import refused_proofs
from config.settings.logs import LOGGING
from core.failures import Formatter
from tests.content import advice

pytestmark = pytest.mark.django_db
SIGN_IN = "/compte/connexion/"
TYPED = "mon-secret-2026"
FROM = "192.0.2.44"


@pytest.fixture
def told(caplog):
    """The lines of the security log, as they are written."""
    caplog.set_level(logging.INFO, "parcours.security")
    return lambda: [Formatter().format(r) for r in caplog.records if r.name == "parcours.security"]


def sign_in(client, address, password=TYPED, source=FROM):
    return client.post(SIGN_IN, {"login": address, "password": password}, REMOTE_ADDR=source)


def test_a_wrong_password_is_told_with_nothing_of_the_person(client, learner, told):
    sign_in(client, learner.email)

    [line] = told()
    assert line.startswith("INFO parcours.security wrong password at /compte/connexion/: account ")
    assert not [secret for secret in (learner.email, "lina", TYPED, FROM) if secret in line]


def test_an_account_that_does_not_exist_is_told_in_the_same_words(client, learner, told):
    sign_in(client, learner.email)
    sign_in(client, "personne@example.org")

    first, second = [line.split(" account ")[0] for line in told()]
    assert first == second


def test_one_aim_and_one_source_are_seen_to_be_one(client, learner, told):
    sign_in(client, learner.email)
    sign_in(client, f" {learner.email.upper()} ", source="198.51.100.7")
    sign_in(client, "autre@example.org")

    (aim, source), (same_aim, other_source), (other_aim, same_source) = [
        line.rpartition("account ")[2].split(", from ") for line in told()
    ]
    assert aim == same_aim != other_aim
    assert source == same_source != other_source


def test_the_marks_of_one_day_say_nothing_of_another(client, learner, told, monkeypatch):
    sign_in(client, learner.email)
    monkeypatch.setattr(refused_proofs.timezone, "localdate", lambda: date(2031, 1, 2))
    sign_in(client, learner.email)

    today, later = [line.split() for line in told()]
    assert set(today[-3:]) & set(later[-3:]) == {"from"}


def test_a_machine_that_changes_its_address_in_one_network_is_one_source(client, told):
    for source in ("2001:db8:1:2::1", "2001:db8:1:2:ffff::7", "2001:db8:1:3::1"):
        sign_in(client, "autre@example.org", source=source)

    first, second, elsewhere = [line.rpartition(", from ")[2] for line in told()]
    assert first == second != elsewhere


def test_who_signs_in_is_not_told(client, learner, told):
    sign_in(client, learner.email, "mot de passe de Lina")

    assert told() == []


def test_a_refused_second_proof_is_a_warning_that_names_the_account_by_its_number(client, learner, told, monkeypatch):
    Authenticator.objects.create(user=learner, type=Authenticator.Type.WEBAUTHN, data={"name": "clé", "credential": {}})
    RecoveryCodes.activate(learner)
    monkeypatch.setattr(webauthn, "get_credentials", lambda user: [])
    sign_in(client, learner.email, "mot de passe de Lina")

    client.post("/compte/connexion/deuxieme-preuve/", {"code": "00000000"})

    [line] = told()
    assert line.startswith(
        "WARNING parcours.security wrong second proof or passkey at /compte/connexion/deuxieme-preuve/"
    )
    assert f"account no. {learner.pk}, from " in line
    assert "00000000" not in line


@pytest.mark.parametrize(
    ("address", "fields"),
    [
        ("/compte/verifier/", {"password": TYPED}),
        (
            "/compte/mot-de-passe/",
            {"oldpassword": TYPED, "password1": "tout autre chose", "password2": "tout autre chose"},
        ),
    ],
)
def test_a_wrong_password_in_an_open_session_is_told(learner, signed_in, told, address, fields):
    signed_in(learner).post(address, fields)

    [line] = told()
    assert "wrong password, session open" in line
    assert f"account no. {learner.pk}" in line


def test_a_wrong_shared_password_is_told(client, told):
    restriction = PageViewRestriction.objects.create(page=advice(), restriction_type="password", password="mot")

    client.post(
        f"/_util/authenticate_with_password/{restriction.pk}/{restriction.page_id}/",
        {"password": TYPED, "return_url": "/"},
    )

    [line] = told()
    assert "wrong shared password" in line


def test_a_limit_that_is_reached_is_told_once_a_minute_for_each_source(client, learner, told):
    for number in range(9):
        sign_in(client, learner.email, f"{TYPED} {number}")

    lines = [line for line in told() if "limit" in line]
    assert len(lines) == 1
    assert "WARNING parcours.security limit “login_failed” reached at /compte/connexion/, from " in lines[0]


def test_a_limit_of_ours_is_told_too(client, settings, told):
    settings.RATE_LIMITS = settings.RATE_LIMITS | {"shared_password": "1/10m/ip"}
    restriction = PageViewRestriction.objects.create(page=advice(), restriction_type="password", password="mot")
    path = f"/_util/authenticate_with_password/{restriction.pk}/{restriction.page_id}/"

    for _ in range(2):
        client.post(path, {"password": TYPED, "return_url": "/"})

    assert "limit “shared_password” reached" in told()[-1]


def test_what_is_told_reaches_standard_error():
    assert LOGGING["loggers"]["parcours.security"]["level"] == "INFO"
    assert "stderr" in LOGGING["root"]["handlers"]
