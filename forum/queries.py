"""What may be read in the forum. Published content needs no user; the rest starts with one."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.contrib.auth.models import AnonymousUser, Permission
from django.core import signing
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from wagtail.models import Page

from accounts.models import User
from core.openness import open_pages

from .digests import DIGEST_SALT
from .enums import PostStatus, Rhythm, TopicState
from .models import FormerAddress, Post, PostVersion, Report, Sanction, Section, Subscription, Topic
from .paging import cut
from .visibility import SHOWN, posts_in_place, public_posts, public_sections, public_topics, public_versions


@dataclass(frozen=True)
class TopicPage:
    """One page of a topic: its posts, its number from 1, and how many there are."""

    posts: Sequence[Post]
    number: int
    count: int


def visible_topics() -> QuerySet[Topic]:
    return public_topics().select_related("section__page", "author")


def general_sections() -> QuerySet[Section]:
    return Section.objects.filter(is_general=True)


def section_at(slug: str) -> Section | None:
    """The section at an address, to show: a general one, or one that has a topic to read."""
    section = public_sections().select_related("page").filter(slug=slug).first()
    if section and (section.is_general or visible_topics().filter(section=section).exists()):
        return section
    return None


def topic_at(section_slug: str, slug: str) -> Topic | None:
    """A topic to act on; `topic_to_read` brings along what its page shows."""
    found = public_topics().filter(section__slug=section_slug, slug=slug)
    return found.select_related("section__page").first()


def topic_to_read(section_slug: str, slug: str) -> Topic | None:
    return visible_topics().filter(section__slug=section_slug, slug=slug).first()


def topic_formerly_at(section_slug: str, slug: str) -> Topic | None:
    former = FormerAddress.objects.filter(section_slug=section_slug, slug=slug)
    return public_topics().filter(pk__in=former.values("topic")).select_related("section").first()


def page_of_topic(topic: Topic, number: int) -> TopicPage | None:
    """The posts of one page, with their authors; nothing when there is no such page. Two queries."""
    keys, weights = _keys_and_weights(topic)
    pages = cut(weights)
    if not 1 <= number <= len(pages):
        return None
    chosen = [keys[position] for position in pages[number - 1]]
    posts = Post.objects.filter(pk__in=chosen).select_related("author").defer("source")
    return TopicPage(list(posts), number, len(pages))


def page_number_of(post: Post) -> int:
    """On which page of its topic a post stands."""
    keys, weights = _keys_and_weights(post.topic)
    position = keys.index(post.pk)
    return next(number for number, page in enumerate(cut(weights), 1) if position in page)


def _keys_and_weights(topic: Topic) -> tuple[list[int], list[int]]:
    rows = list(Post.objects.filter(topic=topic, status__in=SHOWN).order_by("pk").values_list("pk", "weight"))
    return [key for key, _ in rows], [weight for _, weight in rows]


def post_to_read(pk: int) -> Post | None:
    return posts_in_place(pk=pk).select_related("topic__section__page", "author").first()


def published_post(pk: int) -> Post | None:
    return public_posts(pk=pk).select_related("topic__section__page", "author").first()


def versions_to_read(post: Post) -> list[PostVersion]:
    """What a message said before, newest first: only what everybody could read then."""
    return list(public_versions(post))


def own_post(user: User, pk: int) -> Post | None:
    """A message of one's own to change: not where the discussion is no longer for everybody."""
    posts = Post.objects.filter(author=user, pk=pk, topic__section__in=public_sections())
    return posts.select_related("topic__section__page").first()


def own_posts(user: User) -> QuerySet[Post]:
    """One's own messages, last first, each with `in_public`: whether its topic can be read."""
    posts = Post.objects.filter(author=user).annotate(in_public=Exists(public_topics().filter(pk=OuterRef("topic"))))
    return posts.select_related("topic__section__page").order_by("-pk")


def sent_keys(user: User | AnonymousUser, most: int = 10) -> list[uuid.UUID]:
    """The forms whose message has arrived, last first: a browser then forgets what it kept to send."""
    if not user.is_authenticated:
        return []
    return list(Post.objects.filter(author=user).order_by("-pk").values_list("key", flat=True)[:most])


def own_subscriptions(user: User) -> QuerySet[Subscription]:
    return _named(Subscription.objects.filter(user=user).order_by("-created_at"))


def _named(subscriptions: QuerySet[Subscription]) -> QuerySet[Subscription]:
    """Each with `in_public`: whether what it follows may be named."""
    topic = Exists(public_topics().filter(pk=OuterRef("topic")))
    section = Exists(public_sections().filter(pk=OuterRef("section")))
    named = subscriptions.annotate(in_public=topic | section)
    return named.select_related("topic__section__page", "section__page")


def own_sanctions(user: User) -> QuerySet[Sanction]:
    return Sanction.objects.filter(user=user)


def subscriptions_with(token: str) -> list[Subscription]:
    """What a token of a mail stops: one subscription, or all that come in a digest."""
    try:
        stopped = Subscription.objects.filter(user=signing.loads(token, salt=DIGEST_SALT), rhythm=Rhythm.DAILY)
    except signing.BadSignature:
        stopped = Subscription.objects.filter(token=token)
    return list(_named(stopped))


def page_to_ask_about(pk: int) -> Page | None:
    """A page that everybody can read: the only kind on which a topic may hang."""
    return open_pages(Page.objects.all()).filter(pk=pk, depth__gt=1).first()


def topics_of_page(page: Page, most: int = 3) -> list[Topic]:
    """The last topics about a page. One query."""
    return list(visible_topics().filter(section__page=page)[:most])


def topics_under(page: Page) -> QuerySet[Topic]:
    """All the topics about a page and about what is below it, whoever may read them."""
    return Topic.objects.filter(section__page__path__startswith=page.path)


def recent_posts(**of: object) -> list[Post]:
    """The last messages for a feed, of everything or of one `topic` or `topic__section`."""
    posts = public_posts(**of).select_related("topic__section__page", "author")
    return list(posts.order_by("-published_at")[:30])


def waiting_posts() -> QuerySet[Post]:
    """What the team has to read first, oldest first."""
    waiting = Post.objects.filter(status=PostStatus.WAITING)
    return waiting.select_related("topic__section__page", "author").order_by("pk")


def open_reports() -> QuerySet[Report]:
    reports = Report.objects.filter(handled_at=None)
    return reports.select_related("post__topic__section__page", "post__author", "reporter")


def post_to_moderate(pk: int) -> Post | None:
    """Any message, whatever its status: for those who moderate."""
    return Post.objects.filter(pk=pk).select_related("topic__section__page", "author").first()


def versions_to_moderate(post: Post) -> list[PostVersion]:
    """All that a message said before, public or not."""
    return list(PostVersion.objects.filter(post=post))


def reports_about(post: Post) -> list[Report]:
    return list(Report.objects.filter(post=post, handled_at=None).select_related("reporter"))


def all_sections() -> QuerySet[Section]:
    return Section.objects.select_related("page")


def neglected_topics(days: int = 7) -> QuerySet[Topic]:
    """Visible topics that nobody has answered for that many days, oldest first."""
    before = timezone.now() - timedelta(days=days)
    return (
        visible_topics()
        .filter(state=TopicState.UNANSWERED, locked_at=None, created_at__lt=before)
        .order_by("created_at")
    )


def has_topics(section: Section) -> bool:
    return Topic.objects.filter(section=section).exists()


def moderation_permission() -> QuerySet[Permission]:
    return Permission.objects.filter(content_type__app_label="forum", codename="moderate_forum")


def moderators() -> list[User]:
    """Those whom `is_moderator` accepts."""
    may = moderation_permission()
    allowed = Q(is_superuser=True) | Q(groups__permissions__in=may) | Q(user_permissions__in=may)
    return list(User.objects.filter(allowed, is_active=True).distinct())
