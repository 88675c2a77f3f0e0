"""A copy of the database opens no account: what stands for a second proof is sealed with the secret of the site."""

from importlib import import_module

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.apps import apps
from django.core.exceptions import ValidationError

from accounts.sealing import MARK, seal, unseal

pytestmark = pytest.mark.django_db
NEW = "une autre clé, assez longue pour cela"


@pytest.fixture
def codes(learner):
    return RecoveryCodes.activate(learner)


def stored():
    return Authenticator.objects.get(type=Authenticator.Type.RECOVERY_CODES).data["seed"]


def test_what_is_stored_is_not_what_makes_the_codes(codes):
    assert stored().startswith(MARK)
    assert unseal(stored()) not in stored()


def test_a_code_serves_once(codes):
    code = codes.get_unused_codes()[0]

    assert codes.validate_code(code)
    assert not codes.validate_code(code)


def test_a_former_key_still_opens(codes, settings):
    before = codes.get_unused_codes()
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = NEW

    assert codes.get_unused_codes() == before


def test_without_the_former_key_no_code_is_right(codes, settings):
    code = codes.get_unused_codes()[0]
    settings.SECRET_KEY = NEW

    with pytest.raises(ValidationError):
        codes.validate_code(code)


@pytest.mark.parametrize("page", ["", "nouveaux/", "fichier/"])
def test_codes_that_cannot_be_read_are_made_anew_and_the_page_says_why(codes, learner, client, settings, page):
    settings.SECRET_KEY = NEW
    client.post("/compte/connexion/", {"login": learner.email, "password": "mot de passe de Lina"})
    settings.MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

    answer = client.get(f"/compte/cles/codes-de-secours/{page}", follow=True)

    assert answer.status_code == 200
    assert "vos anciens codes ne servent plus" in answer.content.decode()
    assert not Authenticator.objects.filter(type=Authenticator.Type.RECOVERY_CODES).exists()


def test_the_migration_seals_what_was_in_clear_and_gives_it_back(learner):
    module = import_module("accounts.migrations.0004_seal_spare_codes")
    Authenticator.objects.create(
        user=learner, type="recovery_codes", data={"seed": "abc", "migrated_codes": ["12345678"], "used_mask": 0}
    )

    module.seal_all(apps, None)
    module.seal_all(apps, None)
    sealed = Authenticator.objects.get().data
    module.unseal_all(apps, None)

    assert unseal(sealed["seed"]) == "abc"
    assert sealed["seed"].startswith(MARK)
    assert [unseal(code) for code in sealed["migrated_codes"]] == ["12345678"]
    assert Authenticator.objects.get().data["seed"] == "abc"


def test_each_seal_is_another():
    assert seal("abc") != seal("abc")
