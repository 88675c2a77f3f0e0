"""
What the team does in the forum. Each function is one transaction, and each act stands in Wagtail's log with its
author and its reason.
"""

import hashlib
from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.utils import timezone
from wagtail.log_actions import log

from accounts.models import User
from accounts.names import name_key
from accounts.renaming import rename

from .addressing import free_slug
from .enums import Measure, PostStatus
from .models import FormerAddress, Post, RefusedName, Report, Sanction, Section, Topic
from .notifying import announce
from .notifying_the_team import tell_author
from .permissions import may_sanction
from .settling import settle


class ChangedMeanwhileError(Exception):
    """The author changed the message after the team's page was opened: what would be shown was not read."""


def what_is_shown(post: Post) -> str:
    """A mark of the text that a moderator has before the eyes."""
    return hashlib.sha256(f"{post.topic.title}\n{post.source}".encode()).hexdigest()


@transaction.atomic
def approve(post: Post, by: User, seen: str | None = None) -> None:
    """
    Shows a message that waited, or that was hidden; its reports are settled; those who follow are told once.

    `seen` is the mark of the text that was read; raises `ChangedMeanwhileError` when the message is no longer that.
    """
    post = _locked(post)
    if seen is not None and seen != what_is_shown(post):
        raise ChangedMeanwhileError
    first_time, waited = post.published_at is None, post.status == PostStatus.WAITING
    post.status, post.waiting_for, post.hidden_reason = PostStatus.PUBLISHED, "", ""
    post.published_at = post.published_at or timezone.now()
    post.save()
    _close_reports(post)
    settle(post.topic)
    _log(post, "forum.approve", by)
    if first_time:
        announce(post)
    if waited:
        tell_author(post)


@transaction.atomic
def hide(post: Post, reason: str, by: User) -> None:
    """Takes a message away from readers; in its place stands the reason."""
    post = _locked(post)
    post.status, post.hidden_reason, post.waiting_for = PostStatus.HIDDEN, reason, ""
    post.save()
    _close_reports(post)
    settle(post.topic)
    _log(post, "forum.hide", by, reason=reason)


@transaction.atomic
def dismiss_reports(post: Post, by: User) -> None:
    """The reports were read, and the message stays as it is."""
    _close_reports(post)
    _log(post, "forum.dismiss", by)


@transaction.atomic
def lock(topic: Topic, reason: str, by: User) -> None:
    """Ends a discussion: it can be read, no longer answered nor changed."""
    topic = Topic.objects.select_for_update().get(pk=topic.pk)
    topic.locked_at, topic.locked_reason = timezone.now(), reason
    topic.save(update_fields=["locked_at", "locked_reason"])
    settle(topic)
    _log(topic, "forum.lock", by, reason=reason)


@transaction.atomic
def unlock(topic: Topic, by: User) -> None:
    topic = Topic.objects.select_for_update().get(pk=topic.pk)
    topic.locked_at, topic.locked_reason = None, ""
    topic.save(update_fields=["locked_at", "locked_reason"])
    settle(topic)
    _log(topic, "forum.unlock", by)


@transaction.atomic
def move(topic: Topic, section: Section, title: str, by: User) -> None:
    """Puts a topic in another section or under another title; its old address leads to the new one for ever."""
    topic = Topic.objects.select_for_update(of=("self",)).select_related("section").get(pk=topic.pk)
    before = (topic.section.slug, topic.slug)
    topic.title = title
    if section != topic.section:
        topic.section, topic.slug = section, free_slug(section, title)
        FormerAddress.objects.update_or_create(section_slug=before[0], slug=before[1], defaults={"topic": topic})
    topic.save(update_fields=["title", "section", "slug"])
    settle(topic)
    _log(topic, "forum.move", by, reason=f"{'/'.join(before)} → {topic.section.slug}/{topic.slug}")


@transaction.atomic
def split(post: Post, title: str, section: Section, by: User, *, with_following: bool) -> Topic:
    """Makes a new topic of a message, and of those that follow it where asked. Permanent links go on leading to them."""
    post = _locked(post)
    old = post.topic
    moved = Post.objects.filter(topic=old)
    moved = moved.filter(pk__gte=post.pk) if with_following else moved.filter(pk=post.pk)
    new = Topic.objects.create(section=section, title=title, slug=free_slug(section, title), author=post.author)
    moved.update(topic=new)
    if not Post.objects.filter(topic=old).exists():
        FormerAddress.objects.update_or_create(section_slug=old.section.slug, slug=old.slug, defaults={"topic": new})
    settle(old)
    settle(new)
    _log(new, "forum.split", by, reason=old.title)
    return new


@transaction.atomic
def warn(user: User, reason: str, by: User) -> Sanction:
    """Tells somebody what the team does not accept; they read it on the page of their messages."""
    _check_may_sanction(by, user)
    sanction = Sanction.objects.create(user=user, measure=Measure.WARNING, reason=reason, decided_by=by)
    _log(user, "forum.warn", by, reason=reason)
    return sanction


@transaction.atomic
def take_name_away(user: User, reason: str, by: User) -> Sanction:
    """Leaves somebody without a public name, which nobody takes again; they read why, and choose another to write."""
    _check_may_sanction(by, user)
    if user.display_name:
        RefusedName.objects.get_or_create(key=name_key(user.display_name))
        rename(user, "")
    sanction = Sanction.objects.create(user=user, measure=Measure.WARNING, reason=reason, decided_by=by)
    _log(user, "forum.take_name", by, reason=reason)
    return sanction


@transaction.atomic
def suspend(user: User, reason: str, days: int, by: User) -> Sanction:
    """Keeps somebody from writing in the forum for `days` days; the rest of the account goes on."""
    _check_may_sanction(by, user)
    until = timezone.now() + timedelta(days=days)
    sanction = Sanction.objects.create(user=user, measure=Measure.SUSPENSION, reason=reason, until=until, decided_by=by)
    _log(user, "forum.suspend", by, reason=reason)
    return sanction


@transaction.atomic
def end_suspension(user: User, by: User) -> None:
    _check_may_sanction(by, user)
    Sanction.objects.filter(user=user, measure=Measure.SUSPENSION, until__gt=timezone.now()).update(
        until=timezone.now()
    )
    _log(user, "forum.unsuspend", by)


def _check_may_sanction(by: User, user: User) -> None:
    if not may_sanction(by, user):
        raise PermissionDenied


def _locked(post: Post) -> Post:
    return Post.objects.select_for_update(of=("self",)).select_related("topic__section", "author").get(pk=post.pk)


def _close_reports(post: Post) -> None:
    Report.objects.filter(post=post, handled_at=None).update(handled_at=timezone.now())


def _log(instance: models.Model, action: str, by: User, **data: Any) -> None:
    # An account is named by its public name: its mail address has no place in a log that outlives it.
    title = instance.display_name or f"#{instance.pk}" if isinstance(instance, User) else str(instance)
    log(instance, action, user=by, title=title[:255], data=data)
