from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import CommandError, call_command
from django.utils import timezone

from accounts.models import User

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def add_passkey(user):
    return Authenticator.objects.create(user=user, type=Authenticator.Type.WEBAUTHN, data={"name": "clé"})


def visited_the_admin(user, before):
    User.objects.filter(pk=user.pk).update(second_factor_asked_at=timezone.now() - before)


def test_an_administrator_has_seven_days_and_is_told_until_when(administrator, signed_in):
    client = signed_in(administrator)

    first = client.get("/admin/")
    visited_the_admin(administrator, 6 * DAY)
    sixth = client.get("/admin/")

    assert (first.status_code, sixth.status_code) == (200, 200)
    assert "Votre compte ouvre tous les autres" in first.content.decode()
    assert "Votre compte ouvre tous les autres" in client.get("/compte/").content.decode()


@pytest.mark.parametrize("path", ["/admin/", "/admin/users/", "/admin/api/main/pages/"])
def test_the_admin_is_shut_after_seven_days_without_a_passkey(administrator, signed_in, path):
    visited_the_admin(administrator, 8 * DAY)

    answer = signed_in(administrator).get(path)

    assert answer.url == "/compte/cles/ajouter/"


def test_a_passkey_opens_the_admin_again(administrator, signed_in):
    visited_the_admin(administrator, 8 * DAY)
    add_passkey(administrator)

    page = signed_in(administrator).get("/admin/")

    assert page.status_code == 200
    assert "Votre compte ouvre tous les autres" not in page.content.decode()


def test_spare_codes_alone_are_no_passkey(administrator, signed_in):
    visited_the_admin(administrator, 8 * DAY)
    Authenticator.objects.create(user=administrator, type=Authenticator.Type.RECOVERY_CODES, data={})

    assert signed_in(administrator).get("/admin/").status_code == 302


def test_whoever_may_change_accounts_owes_a_passkey_too_and_an_editor_does_not(editor, signed_in):
    from django.contrib.auth.models import Permission

    visited_the_admin(editor, 8 * DAY)
    assert signed_in(editor).get("/admin/").status_code == 200

    editor.user_permissions.add(Permission.objects.get(content_type__app_label="accounts", codename="change_user"))

    assert signed_in(editor).get("/admin/").status_code == 302


def test_a_password_alone_does_not_sign_in_whoever_has_a_passkey(administrator, client):
    add_passkey(administrator)

    answer = client.post("/compte/connexion/", {"login": administrator.email, "password": "mot de passe d’Ada"})

    assert answer.url.startswith("/compte/connexion/deuxieme-preuve/")
    assert client.get("/admin/").status_code == 302


def test_lost_keys_are_forgotten_by_a_command(administrator, signed_in):
    add_passkey(administrator)
    visited_the_admin(administrator, 8 * DAY)

    call_command("forget_keys", "ADA@example.org")

    assert not Authenticator.objects.exists()
    assert signed_in(administrator).get("/admin/").status_code == 200
    with pytest.raises(CommandError):
        call_command("forget_keys", "inconnue@example.org")
