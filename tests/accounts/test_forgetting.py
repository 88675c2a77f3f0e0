from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.utils import timezone

from accounts.forgetting import forget_old
from accounts.models import Session, User

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def account(address, days, verified=False, **fields):
    user = User.objects.create_user(address, "x", **fields)
    User.objects.filter(pk=user.pk).update(date_joined=timezone.now() - days * DAY)
    user.emailaddress_set.update(verified=verified)
    return user


def test_an_account_never_confirmed_goes_after_thirty_days():
    account("jamais@example.org", 31)

    call_command("forget_old")

    assert not User.objects.exists()


def test_all_the_others_stay():
    account("hier@example.org", 29)
    account("confirmee@example.org", 400, verified=True)
    signed_in = account("venue@example.org", 400)
    User.objects.filter(pk=signed_in.pk).update(last_login=timezone.now())
    account("equipe@example.org", 400).groups.add(Group.objects.get(name="Rédaction"))
    account("ada@example.org", 400, is_superuser=True)

    forget_old()

    assert User.objects.count() == 5


def test_expired_sessions_go(learner, signed_in):
    signed_in(learner)
    Session.objects.update(expire_date=timezone.now() - DAY)

    assert forget_old()["expired_sessions"] == 1
    assert not Session.objects.exists()
