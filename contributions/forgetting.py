from datetime import timedelta

from django.utils import timezone

from accounts.forgetting import forgets

from .models import Correction, Report

SETTLED = timedelta(days=365)
DOUBTFUL = timedelta(days=90)


@forgets
def answered_reports() -> int:
    """A year after it was answered, a report is forgotten."""
    count, _ = Report.objects.filter(closed_at__lt=timezone.now() - SETTLED).delete()
    return count


@forgets
def old_addresses() -> int:
    """After a year without an answer, the address that waited for it is forgotten; what was said stays."""
    before = timezone.now() - SETTLED
    reports = Report.objects.filter(reported_at__lt=before).exclude(email="")
    corrections = Correction.objects.filter(sent_at__lt=before).exclude(email="")
    return reports.update(email="") + corrections.update(email="")


@forgets
def doubtful_ones() -> int:
    """What may come from a robot is told to nobody: after three months it is forgotten, read or not."""
    before = timezone.now() - DOUBTFUL
    reports, _ = Report.objects.filter(reported_at__lt=before).exclude(doubts="").delete()
    corrections, _ = Correction.objects.filter(sent_at__lt=before).exclude(doubts="").delete()
    return reports + corrections


@forgets
def settled_corrections() -> int:
    """A year after it was settled, a correction is forgotten; the version that it made keeps its name and its reason."""
    count, _ = Correction.objects.filter(settled_at__lt=timezone.now() - SETTLED).delete()
    return count
