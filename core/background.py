"""What the worker does for this app and for the rooms under it, which do not know the worker."""

from datetime import timedelta

from django.core.management import call_command

from accounts.forgetting import forget_old
from mail.outbox import has_waiting, send_waiting_mail
from media.renditions import make_renditions_of
from paper.making import make_document

from . import cut_work, periodic
from .enqueueing import enqueue_unless_waiting
from .scheduling import apply_schedule

KEEP_RESULTS = timedelta(days=14)


def register() -> None:
    cut_work.again_when_cut(send_waiting_mail)
    cut_work.again_when_cut(make_renditions_of)
    cut_work.again_when_cut(make_document)
    periodic.register("schedule", timedelta(seconds=30), apply_schedule)
    periodic.register("mail", timedelta(seconds=30), send_mail_that_waits)
    periodic.register("tidying", timedelta(hours=1), tidy)  # addresses of visitors stay no longer than their limits


def send_mail_that_waits() -> None:
    """A mail that is due leaves, whatever became of the task that was to send it."""
    if has_waiting():
        enqueue_unless_waiting(send_waiting_mail)


def tidy() -> None:
    """What each app does not keep for ever, traces of work that was done, workers that are gone."""
    forget_old()
    call_command("prune_db_task_results", min_age_days=KEEP_RESULTS.days, verbosity=0)
    cut_work.forget_gone_workers()
