"""What the forum holds about a person, and what becomes of it with the account."""

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.personal_data import Fate, PersonalTable, Row, plain_rows, register

from .enums import Rhythm
from .models import Post, PostVersion, Report, Sanction, Telling, Topic
from .queries import own_subscriptions


def _topics(user: User) -> list[Row]:
    return plain_rows(Topic.objects.filter(author=user), "title", "created_at", "state")


def _posts(user: User) -> list[Row]:
    return [
        {"url": post.get_absolute_url(), **row}
        for post, row in zip(
            Post.objects.filter(author=user),
            plain_rows(Post.objects.filter(author=user), "source", "created_at", "edited_at", "status"),
            strict=True,
        )
    ]


def _versions(user: User) -> list[Row]:
    return plain_rows(PostVersion.objects.filter(post__author=user), "source", "written_at")


def _subscriptions(user: User) -> list[Row]:
    return [
        {
            "title": str(subscription),
            "rhythm": Rhythm(subscription.rhythm).label,
            "url": subscription.get_absolute_url(),
        }
        for subscription in own_subscriptions(user)
    ]


def _tellings(user: User) -> list[Row]:
    return plain_rows(Telling.objects.filter(user=user), "decided_at", "told_at")


def _reports(user: User) -> list[Row]:
    return plain_rows(Report.objects.filter(reporter=user), "reason", "details", "reported_at")


def _sanctions(user: User) -> list[Row]:
    return plain_rows(Sanction.objects.filter(user=user), "measure", "reason", "until", "decided_at")


register(
    PersonalTable("forum.topic", "author", Fate.KEPT_WITHOUT_NAME, _("Topics opened"), _topics),
    PersonalTable("forum.post", "author", Fate.KEPT_WITHOUT_NAME, _("Messages"), _posts),
    PersonalTable("forum.postversion", "post", Fate.KEPT_WITHOUT_NAME, _("Former texts of messages"), _versions),
    PersonalTable("forum.subscription", "user", Fate.DELETED, _("Subscriptions"), _subscriptions),
    PersonalTable("forum.telling", "user", Fate.DELETED, _("Messages told in one mail a day"), _tellings),
    PersonalTable("forum.report", "reporter", Fate.KEPT_WITHOUT_NAME, _("Reports made"), _reports),
    PersonalTable("forum.sanction", "user", Fate.DELETED, _("Warnings and suspensions"), _sanctions),
    PersonalTable("forum.sanction", "decided_by", Fate.KEPT_WITHOUT_NAME),
)
