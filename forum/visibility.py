"""
What anybody may read in the forum. Every page, feed, mail, quotation and search document starts from here.

A message is read once it is published; a hidden one leaves its reason in its place; what waits is nowhere. A topic
about a page that is not for everybody is not for everybody either: its address and its title name that page.
"""

from typing import Any

from django.db.models import Q, QuerySet

from core.openness import unrestricted

from .enums import PostStatus
from .models import Post, PostVersion, Section, Topic

SHOWN = (PostStatus.PUBLISHED, PostStatus.HIDDEN)


def public_sections() -> QuerySet[Section]:
    """The sections that may be named: general ones, those of pages that nobody has restricted, those of pages now gone."""
    return Section.objects.filter(_unrestricted("page"))


def public_topics() -> QuerySet[Topic]:
    """The topics with something to read, in the sections that may be named."""
    return Topic.objects.filter(_unrestricted("section__page"), is_visible=True)


def public_posts(**of: Any) -> QuerySet[Post]:
    """The messages that may be read, quoted, mailed and fed."""
    return posts_in_place(**of).filter(status=PostStatus.PUBLISHED)


def posts_in_place(**of: Any) -> QuerySet[Post]:
    """The messages that may be read, and the hidden ones, whose reason is shown in their place."""
    return Post.objects.filter(_unrestricted("topic__section__page"), status__in=SHOWN, topic__is_visible=True, **of)


def public_versions(post: Post) -> QuerySet[PostVersion]:
    """The former texts of a message that were public: what was changed while it waited is for the team alone."""
    return PostVersion.objects.filter(post=post, was_public=True)


def is_public(topic: Topic) -> bool:
    return public_topics().filter(pk=topic.pk).exists()


def _unrestricted(page: str) -> Q:
    return Q(**{page: None}) | unrestricted(f"{page}__path")
