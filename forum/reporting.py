from django.contrib.auth.models import AnonymousUser
from django.db import transaction

from accounts.models import User

from .models import Post, Report
from .notifying_the_team import tell_moderators


@transaction.atomic
def report_post(post: Post, reporter: User | AnonymousUser, reason: str, details: str) -> Report:
    """Puts a post in the team's queue. Somebody with an account who reports twice makes one report."""
    if reporter.is_authenticated:
        report, _ = Report.objects.get_or_create(
            post=post, reporter=reporter, handled_at=None, defaults={"reason": reason, "details": details}
        )
    else:
        report = Report.objects.create(post=post, reason=reason, details=details)
    tell_moderators()
    return report
