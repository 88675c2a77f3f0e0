from datetime import timedelta

import pytest
from django.utils import timezone

from core import periodic
from core.models import PeriodicRun

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


@pytest.fixture
def works(monkeypatch):
    """Only the works of the test."""
    monkeypatch.setattr(periodic, "_registered", {})
    return periodic.register


def test_a_work_is_done_when_its_time_has_come_and_not_before(works):
    done = []
    works("un", MINUTE, lambda: done.append("un"))

    first, second = periodic.do_what_is_due(), periodic.do_what_is_due()
    PeriodicRun.objects.update(next_at=timezone.now() - MINUTE)
    third = periodic.do_what_is_due()

    assert (first, second, third) == (["un"], [], ["un"])
    assert done == ["un", "un"]


def test_a_work_that_fails_says_so_and_stops_no_other(works, caplog):
    done = []
    works("un", MINUTE, lambda: 1 / 0)
    works("deux", MINUTE, lambda: done.append("deux"))

    periodic.do_what_is_due()

    assert done == ["deux"]
    assert PeriodicRun.objects.get(name="un").last_error.startswith("ZeroDivisionError")
    assert PeriodicRun.objects.get(name="deux").last_error == ""


def test_two_workers_do_a_work_once(works):
    done = []
    works("un", MINUTE, lambda: done.append(periodic.do_what_is_due()))

    periodic.do_what_is_due()

    assert done == [[]]
