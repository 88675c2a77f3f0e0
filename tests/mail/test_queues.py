"""Any order of mails, outages, hours and looks of the worker: every mail leaves, once."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from smtplib import SMTPServerDisconnected

import pytest
from django.core.mail.backends.base import BaseEmailBackend
from django.core.management import CommandError, call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.background import send_mail_that_waits
from mail import outbox
from mail.models import OutgoingMail

pytestmark = pytest.mark.django_db
SERVER = {"is_up": True}
ARRIVED: Counter[str] = Counter()
BEGINNING = datetime(2026, 11, 28, tzinfo=UTC)


class Server(BaseEmailBackend):
    """A mail server that may be away at the door or in the middle of a batch."""

    def open(self):
        if not SERVER["is_up"]:
            raise ConnectionRefusedError(111, "Connection refused")
        return True

    def __enter__(self):
        self.open()
        return self

    def send_messages(self, messages):
        for message in messages:
            if not SERVER["is_up"]:
                raise SMTPServerDisconnected("gone")
            ARRIVED[message.to[0]] += 1
        return len(messages)


@pytest.fixture
def clock(monkeypatch, settings):
    settings.OUTBOX_TRANSPORT = f"{__name__}.Server"
    now = [BEGINNING]
    monkeypatch.setattr(outbox.timezone, "now", lambda: now[0])
    return now


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("queue"), st.integers(1, 5)),
        st.tuples(st.just("server"), st.booleans()),
        st.tuples(st.just("wait"), st.integers(1, 30_000)),
        st.tuples(st.just("look"), st.just(0)),
    ),
    max_size=40,
)


@given(STEPS)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_mail_leaves_once_within_two_looks_of_the_return_of_the_server(clock, steps):
    OutgoingMail.objects.all().delete()
    ARRIVED.clear()
    clock[0] = BEGINNING
    queued = 0
    for act, amount in steps:
        if act == "queue":
            rows = [OutgoingMail(recipient=f"n{queued + n}@example.org", sender="s@example.org") for n in range(amount)]
            OutgoingMail.objects.bulk_create([_due(row, clock[0]) for row in rows])
            queued += amount
        elif act == "server":
            SERVER["is_up"] = amount
        elif act == "wait":
            clock[0] += timedelta(seconds=amount)
        else:
            send_mail_that_waits()
    given_up = set(OutgoingMail.objects.exclude(given_up_at=None).values_list("recipient", flat=True))

    SERVER["is_up"] = True
    clock[0] += outbox.WAITS[-1]
    send_mail_that_waits()
    send_mail_that_waits()

    expected = {f"n{number}@example.org" for number in range(queued)} - given_up
    assert Counter(dict.fromkeys(expected, 1)) == ARRIVED


def _due(row, now):
    row.next_try_at = now
    return row


def test_two_mails_of_neighbouring_seconds_leave_when_the_server_is_back(clock):
    SERVER["is_up"] = False
    ARRIVED.clear()
    for second, recipient in enumerate(("alpha@example.org", "beta@example.org")):
        clock[0] = BEGINNING + timedelta(seconds=38 * second)
        outbox.queue([OutgoingMail(recipient=recipient, sender="s@example.org")])
        send_mail_that_waits()
    clock[0] += timedelta(hours=2)
    send_mail_that_waits()

    SERVER["is_up"] = True
    clock[0] += timedelta(minutes=16)
    send_mail_that_waits()
    send_mail_that_waits()

    assert ARRIVED == {"alpha@example.org": 1, "beta@example.org": 1}


def test_the_command_sends_what_waits_before_its_hour_and_says_what_stays(clock, capsys):
    SERVER["is_up"] = False
    ARRIVED.clear()
    outbox.queue([OutgoingMail(recipient="alpha@example.org", sender="s@example.org")])
    send_mail_that_waits()

    with pytest.raises(CommandError, match="ConnectionRefusedError"):
        call_command("send_waiting_mail")
    SERVER["is_up"] = True
    call_command("send_waiting_mail")

    assert ARRIVED == {"alpha@example.org": 1}
    assert "Courriels partis : 1. En attente : 0." in capsys.readouterr().out


def test_a_test_mail_leaves_at_once_and_says_so(clock, capsys):
    SERVER["is_up"] = True
    ARRIVED.clear()

    call_command("sendtestemail", "hote@example.org")

    assert ARRIVED == {"hote@example.org": 1}
    assert "a pris le message" in capsys.readouterr().out


def test_a_test_mail_that_is_not_taken_ends_with_the_name_of_the_setting(clock):
    SERVER["is_up"] = False

    with pytest.raises(CommandError, match="PARCOURS_MAIL"):
        call_command("sendtestemail", "hote@example.org")
