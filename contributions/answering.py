from django.db import transaction
from django.utils import timezone

from accounts.models import User

from .models import Report
from .telling import thank


class AlreadyAnsweredError(Exception):
    """A colleague was quicker: their answer stands, and no second mail leaves."""


@transaction.atomic
def answer(report: Report, by: User, text: str) -> None:
    """Closes a report, and thanks its reader by mail where an address was left, which is then forgotten."""
    email = report.email
    closed = Report.objects.filter(pk=report.pk, closed_at=None).update(
        closed_at=timezone.now(), closed_by=by, answer=text, email=""
    )
    if not closed:
        raise AlreadyAnsweredError
    report.refresh_from_db()
    if email:
        thank(report, email)
