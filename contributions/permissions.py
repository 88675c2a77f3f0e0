"""Who reads what readers say, and answers."""

from wagtail.models import Page

from accounts.models import User

ANSWER = "contributions.change_report"


def may_answer(user: User) -> bool:
    return bool(user.is_active and user.has_perm(ANSWER))


def may_accept(user: User, page: Page | None) -> bool:
    """Accepting a correction publishes the page."""
    return may_answer(user) and page is not None and page.permissions_for_user(user).can_publish()
