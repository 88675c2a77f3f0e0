"""
What anybody may read in the forum. Every page, feed, mail, quotation and search document starts from here.

A message is read once it is published; a hidden one leaves its reason in its place; what waits is nowhere. A topic
about a page that is not for everybody, or was not when it was deleted, is not for everybody either: its address and
its title name that page.
"""

from typing import Any

from django.db.models import Q, QuerySet
from wagtail.models import Page

from core.openness import unrestricted

from .enums import PostStatus
from .models import Post, PostVersion, Section, Topic

SHOWN = (PostStatus.PUBLISHED, PostStatus.HIDDEN)


def public_sections() -> QuerySet[Section]:
    """The sections that may be named: general ones, those of pages that nobody has restricted, or had when they went."""
    return Section.objects.filter(_unrestricted())


def public_topics() -> QuerySet[Topic]:
    """The topics with something to read, in the sections that may be named."""
    return Topic.objects.filter(_unrestricted("section__"), is_visible=True)


def public_posts(**of: Any) -> QuerySet[Post]:
    """The messages that may be read, quoted, mailed and fed."""
    return posts_in_place(**of).filter(status=PostStatus.PUBLISHED)


def posts_in_place(**of: Any) -> QuerySet[Post]:
    """The messages that may be read, and the hidden ones, whose reason is shown in their place."""
    return Post.objects.filter(_unrestricted("topic__section__"), status__in=SHOWN, topic__is_visible=True, **of)


def public_versions(post: Post) -> QuerySet[PostVersion]:
    """The former texts of a message that were public: what was changed while it waited is for the team alone."""
    return PostVersion.objects.filter(post=post, was_public=True)


def keep_private(instance: Page, **kwargs: Any) -> None:
    """A handler of `pre_delete`: a page takes its restrictions with it, and its topics stay."""
    about = Section.objects.filter(page=instance.pk, was_private=False)
    about.exclude(unrestricted("page__path")).update(was_private=True)


def is_public(topic: Topic) -> bool:
    return public_topics().filter(pk=topic.pk).exists()


def _unrestricted(section: str = "") -> Q:
    return Q(**{f"{section}was_private": False}) & unrestricted(f"{section}page__path")
