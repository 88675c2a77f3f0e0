import smtplib
from datetime import timedelta

import pytest
from django.core import mail
from django.core.cache import cache
from django.core.mail import EmailMultiAlternatives, send_mail
from django.utils import timezone

from mail import outbox
from mail.models import OutgoingMail

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def queueing(settings):
    cache.clear()
    settings.EMAIL_BACKEND = "mail.outbox.OutboxBackend"


@pytest.fixture
def broken(monkeypatch):
    """`broken(error)` makes the mail server answer with that error until it is called with nothing."""
    from django.core.mail.backends.locmem import EmailBackend

    real = EmailBackend.send_messages

    def break_with(error=None):
        def fail(self, messages):
            raise error

        monkeypatch.setattr(EmailBackend, "send_messages", fail if error else real)

    return break_with


def make_due():
    OutgoingMail.objects.exclude(next_try_at=None).update(next_try_at=timezone.now() - timedelta(seconds=1))


def test_a_mail_is_queued_then_sent_whole_and_its_content_forgotten():
    message = EmailMultiAlternatives("Sujet", "Texte", "site@example.org", ["a@example.org"], headers={"X-Test": "oui"})
    message.attach_alternative("<p>Texte</p>", "text/html")

    message.send()

    [sent] = mail.outbox
    assert (sent.subject, sent.body, sent.to) == ("Sujet", "Texte", ["a@example.org"])
    assert sent.alternatives[0].content == "<p>Texte</p>"
    assert sent.extra_headers["X-Test"] == "oui"
    trace = OutgoingMail.objects.get()
    assert (trace.sent_at is not None, trace.text, trace.recipient) == (True, "", "")


def test_people_of_one_mail_do_not_see_each_other():
    send_mail("Sujet", "Texte", None, ["a@example.org", "b@example.org"])

    assert [message.to for message in mail.outbox] == [["a@example.org"], ["b@example.org"]]


@pytest.mark.parametrize("error", [ConnectionRefusedError(), smtplib.SMTPServerDisconnected(), TimeoutError()])
def test_a_dead_mail_server_loses_nothing(broken, error):
    broken(error)
    send_mail("Sujet", "Texte", None, ["a@example.org"])
    waiting = OutgoingMail.objects.get()
    assert waiting.tries == 1
    assert waiting.next_try_at > timezone.now()

    broken()
    make_due()
    outbox.send_waiting_mail.call()

    assert len(mail.outbox) == 1


def test_a_mail_server_that_is_away_is_asked_once_for_all_the_mails(monkeypatch):
    from django.core.mail.backends.locmem import EmailBackend

    knocks = []

    def knock(self):
        knocks.append(1)
        raise TimeoutError

    monkeypatch.setattr(EmailBackend, "open", knock)
    outbox.queue(
        OutgoingMail(recipient=f"p{number}@example.org", sender="s@example.org", subject="S", tries=number % 9)
        for number in range(3 * outbox.BATCH)
    )

    assert len(knocks) == 1
    assert {mail.tries for mail in OutgoingMail.objects.all()} == set(range(1, 10))
    waits = {mail.tries: mail.next_try_at - timezone.now() for mail in OutgoingMail.objects.all()}
    assert timedelta(seconds=30) < waits[1] <= timedelta(minutes=1)
    assert timedelta(hours=5) < waits[9] <= timedelta(hours=6)


def test_a_refused_address_does_not_keep_the_others_waiting(monkeypatch):
    from django.core.mail.backends.locmem import EmailBackend

    real = EmailBackend.send_messages

    def refuse_one(self, messages):
        if messages[0].to == ["inconnu@example.org"]:
            raise smtplib.SMTPRecipientsRefused({"inconnu@example.org": (550, b"no such user")})
        return real(self, messages)

    monkeypatch.setattr(EmailBackend, "send_messages", refuse_one)

    send_mail("Sujet", "Texte", None, ["inconnu@example.org", "a@example.org"])

    assert [message.to for message in mail.outbox] == [["a@example.org"]]


def test_an_address_refused_for_good_is_not_tried_again(broken):
    broken(smtplib.SMTPRecipientsRefused({"a@example.org": (550, b"no such user")}))

    send_mail("Sujet", "Texte", None, ["a@example.org"])

    refused = OutgoingMail.objects.get()
    assert refused.given_up_at is not None
    assert refused.next_try_at is None


def test_after_five_days_a_mail_is_given_up(broken):
    broken(ConnectionRefusedError())
    send_mail("Sujet", "Texte", None, ["a@example.org"])
    OutgoingMail.objects.update(queued_at=timezone.now() - timedelta(days=6))

    make_due()
    outbox.send_waiting_mail.call()

    assert OutgoingMail.objects.get().given_up_at is not None


def test_a_mail_that_another_worker_sends_is_left_to_it():
    send_mail("Sujet", "Texte", None, ["a@example.org"])
    OutgoingMail.objects.update(sent_at=None, next_try_at=timezone.now() + outbox.LEASE)

    assert outbox.send_waiting_mail.call() == 0


def test_the_same_key_is_queued_once():
    for _ in range(2):
        outbox.queue([OutgoingMail(key="post-1-1", recipient="a@example.org", sender="s@example.org", subject="S")])

    assert OutgoingMail.objects.count() == 1
    assert len(mail.outbox) == 1


def test_mail_to_a_deleted_account_is_not_sent(learner, broken):
    from accounts.personal_data import delete_account

    broken(ConnectionRefusedError())
    send_mail("Sujet", "Texte", None, [learner.email])

    delete_account(learner)

    assert not OutgoingMail.objects.exists()
