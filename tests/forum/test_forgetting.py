from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.forgetting import forget_old
from forum.models import Report

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def test_a_report_goes_a_year_after_it_was_settled(topic):
    old, recent, waiting = [Report.objects.create(post=topic.posts.get(), reason="other") for _ in range(3)]
    Report.objects.filter(pk=old.pk).update(handled_at=timezone.now() - 366 * DAY)
    Report.objects.filter(pk=recent.pk).update(handled_at=timezone.now() - 364 * DAY)
    Report.objects.filter(pk=waiting.pk).update(reported_at=timezone.now() - 900 * DAY)

    forget_old()

    assert set(Report.objects.all()) == {recent, waiting}
