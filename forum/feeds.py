from collections.abc import Iterable

from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import gettext as _

from core.feeds import SteadyAtom

from .models import Post
from .rendering import absolute_links


def atom(title: str, path: str, posts: Iterable[Post]) -> HttpResponse:
    """An Atom feed (RFC 4287) of published posts, newest first; its bytes depend on them only."""
    feed = SteadyAtom(
        title=title,
        link=settings.SITE_URL + path.rsplit("/", 1)[0] + "/",
        description="",
        feed_url=settings.SITE_URL + path,
        language=settings.LANGUAGE_CODE,
    )
    for post in posts:
        address = settings.SITE_URL + post.get_absolute_url()
        feed.add_item(
            title=post.topic.title,
            link=address,
            unique_id=address,
            description=absolute_links(post.html, address),
            author_name=post.author.display_name if post.author else _("closed account"),
            pubdate=post.published_at,
            updateddate=post.edited_at or post.published_at,
        )
    return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)
