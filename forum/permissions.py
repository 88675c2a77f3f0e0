"""Who may do what in the forum: `may_…` answers for one thing, queries list exactly what may be seen."""

from django.utils import timezone

from accounts.models import User
from accounts.queries import is_administrator

from .enums import Measure, PostStatus
from .models import Post, Sanction, Topic

MODERATE = "forum.moderate_forum"


def is_moderator(user: User) -> bool:
    return bool(user.is_active and user.has_perm(MODERATE))


def suspension(user: User) -> Sanction | None:
    """The suspension that is running, if any."""
    return (
        Sanction.objects.filter(user=user, measure=Measure.SUSPENSION, until__gt=timezone.now())
        .order_by("-until")
        .first()
    )


def may_edit(user: User, post: Post) -> bool:
    return post.author_id == user.pk and post.status != PostStatus.HIDDEN and post.topic.locked_at is None


def may_resolve(user: User, topic: Topic) -> bool:
    """Whoever asked, while the topic is open; the team, always."""
    return (topic.author_id == user.pk and topic.locked_at is None) or is_moderator(user)


def may_sanction(by: User, user: User) -> bool:
    """The team warns and suspends those who write; not oneself, and administrators only among themselves."""
    return by.pk != user.pk and (is_administrator(by) or not is_administrator(user))
