from django.contrib.auth.models import AnonymousUser

from accounts.models import User

from .models import Post, Report


def report_post(post: Post, reporter: User | AnonymousUser, reason: str, details: str) -> Report:
    """Puts a post in the team's queue. Somebody with an account who reports twice makes one report."""
    if not reporter.is_authenticated:
        return Report.objects.create(post=post, reason=reason, details=details)
    report, _ = Report.objects.get_or_create(
        post=post, reporter=reporter, handled_at=None, defaults={"reason": reason, "details": details}
    )
    return report
