"""
Mail leaves in two steps: it is queued in the database with the change that it tells, then sent by the worker.

`OutboxBackend` is the site's mail backend, so that every mail goes this way. A dead mail server blocks no page and
loses nothing: what could not be sent is tried again, later and later, for five days.
"""

import smtplib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.message import EmailMessage
from django.db.models import F, Q
from django.utils import timezone
from django_tasks import task

from .models import OutgoingMail

BATCH = 100
LEASE = timedelta(minutes=15)  # a worker that dies while it sends gives its mails back after that
WAITS = [timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180, 360)]
GIVE_UP_AFTER = timedelta(days=5)
KEEP_TRACES = timedelta(days=30)
# Any other error is about the server.
ABOUT_ONE_MAIL = (
    smtplib.SMTPRecipientsRefused,
    smtplib.SMTPSenderRefused,
    smtplib.SMTPDataError,
    smtplib.SMTPNotSupportedError,
    ValueError,
)


class OutboxBackend(BaseEmailBackend):
    """Queues mails instead of sending them."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        queue([row for message in email_messages for row in _rows(message)])
        return len(email_messages)


def queue(mails: Iterable[OutgoingMail]) -> None:
    """Queues mails, those whose key is known already left out, and wakes the worker."""
    now = timezone.now()
    rows = list(mails)
    for row in rows:
        row.next_try_at = now
    if rows:
        OutgoingMail.objects.bulk_create(rows, ignore_conflicts=True, batch_size=500)
        send_waiting_mail.enqueue()


@task()
def send_waiting_mail() -> int:
    """
    Sends what is due; returns how many mails left.

    The worker looks every half minute whether something is due (`core/background.py`): nothing depends on a task that
    was to come, which a crash or a race would lose.
    """
    sent = 0
    while rows := _claim():
        try:
            left = _send(rows)
        except OSError as error:
            # The server is away: the worker has other things to do than to knock for each mail.
            _postpone_all(rows, error)
            break
        sent += left
        if left:
            _hurry_what_waited_for_the_server()
    _forget_old_traces()
    return sent


def has_waiting() -> bool:
    """Whether a mail is due."""
    return OutgoingMail.objects.filter(next_try_at__lte=timezone.now()).exists()


def send_all_now() -> int:
    """Sends what waits, due or not; returns how many mails left. For a person who has just mended the mail server."""
    OutgoingMail.objects.filter(next_try_at__isnull=False).update(next_try_at=timezone.now())
    return send_waiting_mail.call()


@dataclass(frozen=True)
class Waiting:
    """The mails that wait: how many, since when, and what the last try said."""

    number: int
    since: datetime | None
    last_error: str


def waiting() -> Waiting:
    rows = OutgoingMail.objects.filter(next_try_at__isnull=False).order_by("queued_at")
    oldest = rows.first()
    told = rows.exclude(last_error="").order_by("-tries").first()
    return Waiting(rows.count(), oldest.queued_at if oldest else None, told.last_error if told else "")


def _claim() -> list[OutgoingMail]:
    """The next mails to send, taken by one worker only."""
    now = timezone.now()
    due = OutgoingMail.objects.filter(next_try_at__lte=now).order_by("next_try_at", "pk")[:BATCH]
    return [
        row
        for row in due
        if OutgoingMail.objects.filter(pk=row.pk, next_try_at=row.next_try_at).update(next_try_at=now + LEASE)
    ]


def _send(rows: Sequence[OutgoingMail]) -> int:
    """How many of these mails left. Raises `OSError` (`smtplib`'s own errors are some) when the server is away."""
    sent = 0
    with get_connection(settings.OUTBOX_TRANSPORT) as connection:
        for row in rows:
            try:
                _message(row, connection).send()
            except ABOUT_ONE_MAIL as error:
                _postpone(row, error)
            else:
                _forget_content(row)
                sent += 1
    return sent


def _postpone(row: OutgoingMail, error: Exception) -> None:
    now = timezone.now()
    row.tries += 1
    row.last_error = _told(error)
    row.waits_for_server = False
    if _is_refused_for_good(error) or now - row.queued_at > GIVE_UP_AFTER:
        row.next_try_at, row.given_up_at = None, now
    else:
        row.next_try_at = now + _wait_after(row.tries)
    row.save(update_fields=["tries", "last_error", "waits_for_server", "next_try_at", "given_up_at"])


def _postpone_all(claimed: Sequence[OutgoingMail], error: Exception) -> None:
    """The mails that were to leave now, in a few queries whatever their number."""
    now = timezone.now()
    still = Q(pk__in=[row.pk for row in claimed], next_try_at__isnull=False)
    waiting = OutgoingMail.objects.filter(still | Q(next_try_at__lte=now))
    failed = {"tries": F("tries") + 1, "last_error": _told(error), "waits_for_server": True}
    waiting.filter(queued_at__lt=now - GIVE_UP_AFTER).update(next_try_at=None, given_up_at=now, **failed)
    # The most tried first: what one of these queries has postponed must not be met by the next.
    waiting.filter(tries__gte=len(WAITS)).update(next_try_at=now + WAITS[-1], **failed)
    for tries in reversed(range(len(WAITS))):
        waiting.filter(tries=tries).update(next_try_at=now + _wait_after(tries + 1), **failed)


def _wait_after(tries: int) -> timedelta:
    return WAITS[min(tries, len(WAITS)) - 1]


def _told(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:1000]


def _is_refused_for_good(error: Exception) -> bool:
    """A permanent answer about this mail (RFC 5321, 5xx), or an address that cannot be written in one."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(500 <= code < 600 for code, _ in error.recipients.values())
    return isinstance(error, ValueError) or (
        isinstance(error, smtplib.SMTPDataError | smtplib.SMTPSenderRefused) and 500 <= error.smtp_code < 600
    )


def _forget_content(row: OutgoingMail) -> None:
    OutgoingMail.objects.filter(pk=row.pk).update(
        sent_at=timezone.now(), next_try_at=None, recipient="", subject="", text="", html="", headers={}, last_error=""
    )


def _forget_old_traces() -> None:
    before = timezone.now() - KEEP_TRACES
    OutgoingMail.objects.filter(next_try_at=None, queued_at__lt=before).delete()


def _hurry_what_waited_for_the_server() -> None:
    """A mail has just left: what only waited for the server is due now, not in up to six hours."""
    OutgoingMail.objects.filter(waits_for_server=True, next_try_at__isnull=False).update(
        next_try_at=timezone.now(), waits_for_server=False
    )


def _rows(message: EmailMessage) -> list[OutgoingMail]:
    """One mail for each person: nobody sees the address of another."""
    if message.attachments:
        raise ValueError("The outbox carries no attachment.")
    alternatives = getattr(message, "alternatives", [])
    return [
        OutgoingMail(
            recipient=recipient,
            sender=message.from_email,
            subject=message.subject[:500],
            text=str(message.body),
            html=next((content for content, kind in alternatives if kind == "text/html"), ""),
            headers={str(name): str(value) for name, value in message.extra_headers.items()},
        )
        for recipient in message.recipients()
    ]


def _message(row: OutgoingMail, connection: BaseEmailBackend) -> EmailMultiAlternatives:
    message = EmailMultiAlternatives(
        row.subject, row.text, row.sender, [row.recipient], headers=row.headers, connection=connection
    )
    if row.html:
        message.attach_alternative(row.html, "text/html")
    return message
