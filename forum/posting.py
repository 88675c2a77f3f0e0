"""Writing in the forum: each function is one transaction, and the same form sent twice makes one post."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User

from .addressing import free_slug
from .enums import PostStatus, Rhythm
from .models import Post, PostVersion, Section, Topic
from .notifying import announce
from .notifying_the_team import tell_moderators
from .permissions import may_edit
from .rendering import render_post
from .screening import reasons_to_wait
from .settling import settle
from .subscribing import subscribe


@dataclass(frozen=True)
class Draft:
    """
    A message as it comes from its form.

    `key` names the form that was shown, `seconds` the time it stayed open, `html` is what `render_post` made of it.
    """

    source: str
    key: uuid.UUID
    html: str = ""
    trapped: bool = False
    seconds: float | None = 60.0
    follow: bool = False


class TopicLockedError(Exception):
    """The team locked the topic, or hid the message, meanwhile; the text must be given back."""

    def __init__(self, topic: Topic):
        super().__init__(str(topic))
        self.topic = topic


def open_topic(user: User, section: Section, title: str, draft: Draft) -> Post:
    """A new topic with its first post. Sent twice, the first one is returned."""
    ready = _make_ready(user, draft, title)
    return _once(user, draft, lambda: _write(user, _new_topic(user, section, title), draft, ready))


def reply(user: User, topic: Topic, draft: Draft) -> Post:
    """An answer. Raises `TopicLockedError`. Sent twice, the first one is returned."""

    ready = _make_ready(user, draft)

    def write() -> Post:
        locked = Topic.objects.select_for_update().get(pk=topic.pk)
        if locked.locked_at is not None:
            raise TopicLockedError(topic)
        return _write(user, locked, draft, ready)

    return _once(user, draft, write)


def edit(user: User, post: Post, draft: Draft) -> Post:
    """
    Changes one's message and keeps what it said before. A changed message is screened again.

    Raises `TopicLockedError`, also when the team has hidden the message meanwhile.
    """
    ready = _make_ready(user, draft)
    with transaction.atomic():
        found = Post.objects.select_for_update(of=("self",)).select_related("topic").get(pk=post.pk)
        if not may_edit(user, found):
            raise TopicLockedError(post.topic)
        if draft.source != found.source:
            _keep_version(found)
            _rewrite(found, draft, ready)
    return found


@transaction.atomic
def resolve(topic: Topic, *, resolved: bool) -> None:
    """Marks a topic as resolved, or opens it again."""
    topic = Topic.objects.select_for_update().get(pk=topic.pk)
    topic.resolved_at = timezone.now() if resolved else None
    topic.save(update_fields=["resolved_at"])
    settle(topic)


def _once(user: User, draft: Draft, write: Callable[[], Post]) -> Post:
    try:
        return _tried_twice(write)
    except (IntegrityError, TopicLockedError):
        already = Post.objects.filter(author=user, key=draft.key).first()
        if already is None:
            raise
        return already


def _tried_twice(write: Callable[[], Post]) -> Post:
    """Two people may draw the same address for a topic at once: the second then draws another."""
    try:
        with transaction.atomic():
            return write()
    except IntegrityError:
        with transaction.atomic():
            return write()


def _new_topic(user: User, section: Section, title: str) -> Topic:
    return Topic.objects.create(section=section, title=title, slug=free_slug(section, title), author=user)


@dataclass(frozen=True)
class _Ready:
    html: str
    reasons: list[str]


def _make_ready(user: User, draft: Draft, title: str = "") -> _Ready:
    """Renders and screens a message before the transaction: others wait to write while one is open."""
    html = draft.html or render_post(draft.source)
    text = f"{title}\n{draft.source}"
    return _Ready(html, reasons_to_wait(user, text, html, trapped=draft.trapped, seconds=draft.seconds))


def _write(user: User, topic: Topic, draft: Draft, ready: _Ready) -> Post:
    reasons = ready.reasons
    post = Post.objects.create(
        topic=topic,
        author=user,
        source=draft.source,
        html=ready.html,
        weight=len(ready.html),
        key=draft.key,
        status=PostStatus.WAITING if reasons else PostStatus.PUBLISHED,
        waiting_for=", ".join(reasons)[:200],
        published_at=None if reasons else timezone.now(),
    )
    if draft.follow:
        subscribe(user, topic, Rhythm.AT_ONCE)
    settle(topic)
    if reasons:
        tell_moderators()
    else:
        announce(post)
    return post


def _keep_version(post: Post) -> None:
    written_at = post.edited_at or post.created_at
    was_public = post.status == PostStatus.PUBLISHED
    PostVersion.objects.create(
        post=post, source=post.source, html=post.html, written_at=written_at, was_public=was_public
    )


def _rewrite(post: Post, draft: Draft, ready: _Ready) -> None:
    post.source, post.html, post.weight, post.edited_at = draft.source, ready.html, len(ready.html), timezone.now()
    if ready.reasons and post.status == PostStatus.PUBLISHED:
        post.status, post.waiting_for = PostStatus.WAITING, ", ".join(ready.reasons)[:200]
    post.save()
    settle(post.topic)
    if post.status == PostStatus.WAITING:
        tell_moderators()
