from datetime import timedelta

from django.utils import timezone

from accounts.forgetting import forgets

from .models import Report

SETTLED = timedelta(days=365)


@forgets
def settled_reports() -> int:
    """A year after the team has settled it, a report is forgotten: who made it, and what it says of somebody."""
    count, _ = Report.objects.filter(handled_at__lt=timezone.now() - SETTLED).delete()
    return count
