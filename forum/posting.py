"""Writing in the forum: each function is one transaction, and the same form sent twice makes one post."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.text import slugify
from wagtail.models import Page

from accounts.models import User

from .enums import PostStatus, Rhythm
from .models import FormerAddress, Post, PostVersion, Section, Topic
from .notifying import announce
from .rendering import render_post
from .screening import reasons_to_wait
from .settling import settle
from .subscribing import subscribe

RESERVED_SECTIONS = {"nouveau", "message", "mes-messages", "abonnement", "flux"}
RESERVED_TOPICS = {"nouveau", "suivre", "flux"}


@dataclass(frozen=True)
class Draft:
    """A message as it comes from its form. `key` names the form that was shown, `seconds` the time it stayed open."""

    source: str
    key: uuid.UUID
    trapped: bool = False
    seconds: float | None = 60.0
    follow: bool = False


class TopicLockedError(Exception):
    """The team locked the topic meanwhile; the text must be given back."""


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
            raise TopicLockedError
        return _write(user, locked, draft, ready)

    return _once(user, draft, write)


@transaction.atomic
def edit(user: User, post: Post, source: str) -> Post:
    """Changes one's message and keeps what it said before. A changed message is screened again."""
    post = Post.objects.select_for_update(of=("self",)).select_related("topic").get(pk=post.pk)
    html = render_post(source)
    if source == post.source:
        return post
    PostVersion.objects.create(
        post=post, source=post.source, html=post.html, written_at=post.edited_at or post.created_at
    )
    post.source, post.html, post.weight, post.edited_at = source, html, len(html), timezone.now()
    reasons = reasons_to_wait(user, source, html, trapped=False, seconds=60.0)
    if reasons and post.status == PostStatus.PUBLISHED:
        post.status, post.waiting_for = PostStatus.WAITING, ", ".join(reasons)[:200]
    post.save()
    settle(post.topic)
    return post


@transaction.atomic
def resolve(topic: Topic, *, resolved: bool) -> None:
    """Marks a topic as resolved, or opens it again."""
    topic = Topic.objects.select_for_update().get(pk=topic.pk)
    topic.resolved_at = timezone.now() if resolved else None
    settle(topic)


@transaction.atomic
def section_of(page: Page) -> Section:
    """The section of a page, made when it is missing. Its address is the page's slug, with its parent's where taken."""
    section = Section.objects.filter(page=page).first()
    if section is not None:
        return section
    slugs = [page.slug, "-".join(page.url_path.strip("/").split("/")[-2:]), f"{page.slug}-{page.pk}"]
    taken = set(Section.objects.filter(slug__in=slugs).values_list("slug", flat=True)) | RESERVED_SECTIONS
    slug = next(slug for slug in slugs if slug and slug not in taken)
    section, _ = Section.objects.get_or_create(
        page=page, defaults={"slug": slug, "title": page.title, "is_general": False}
    )
    return section


def free_slug(section: Section, title: str) -> str:
    """An address for a topic in its section that is neither in use, nor reserved, nor once another topic's."""
    base = slugify(title)[:70].strip("-") or "fil"
    used = set(Topic.objects.filter(section=section, slug__startswith=base).values_list("slug", flat=True))
    former = FormerAddress.objects.filter(section_slug=section.slug, slug__startswith=base)
    used |= set(former.values_list("slug", flat=True)) | RESERVED_TOPICS
    slug, number = base, 1
    while slug in used:
        number += 1
        slug = f"{base}-{number}"
    return slug


def _once(user: User, draft: Draft, write: Callable[[], Post]) -> Post:
    already = Post.objects.filter(author=user, key=draft.key).first()
    if already is not None:
        return already
    try:
        with transaction.atomic():
            return write()
    except IntegrityError:
        # The same form came twice at once, or two people drew the same address: look again, then once more.
        already = Post.objects.filter(author=user, key=draft.key).first()
        if already is not None:
            return already
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
    html = render_post(draft.source)
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
    if not reasons:
        announce(post)
    return post
