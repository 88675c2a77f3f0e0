import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from accounts.models import User

pytestmark = pytest.mark.django_db


def test_an_account_needs_only_a_mail_address():
    user = User.objects.create_user("Camille@Example.org", "correct horse battery")

    assert user.email == "camille@example.org"
    assert User.objects.get_by_natural_key("CAMILLE@example.org") == user
    assert user.check_password("correct horse battery")


def test_two_accounts_without_a_name_live_side_by_side():
    User.objects.create_user("a@example.org")
    User.objects.create_user("b@example.org")

    assert User.objects.filter(name_key=None).count() == 2


@pytest.mark.parametrize("lookalike", ["Zoé Martin", "ZOE MARTIN", "zoe  martin", "Zoe-Martin", "Ｚｏé Martin"])
def test_a_name_that_reads_like_another_is_taken(lookalike):
    User.objects.create_user("a@example.org", display_name="Zoé Martin")

    with pytest.raises(IntegrityError):
        User.objects.create_user("b@example.org", display_name=lookalike)


@pytest.mark.parametrize("name", ["\u200b", "Zoe\u202emartin", "...", "a\x00b"])
def test_a_name_that_cannot_be_read_is_refused(name):
    with pytest.raises(ValidationError):
        User(email="a@example.org", password="x", display_name=name).full_clean()


def test_saving_only_the_name_keeps_its_key_in_step():
    user = User.objects.create_user("a@example.org", display_name="Ancien")

    user.display_name = "Nouveau"
    user.save(update_fields=["display_name"])

    assert User.objects.get(pk=user.pk).name_key == "nouveau"
