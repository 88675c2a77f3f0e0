from typing import Any

from django import template
from django.conf import settings

from core.models import ContentPage
from core.openness import is_open
from forum import openness, queries, rendering
from forum.models import Post

register = template.Library()


@register.inclusion_tag("forum/_page_topics.html")
def page_topics(page: ContentPage) -> dict[str, Any]:
    """The last questions about a page, and the way to ask one: nothing where not everybody may read. One query."""
    topics = queries.topics_of_page(page)
    return {
        "page": page,
        "is_open": not openness.is_closed() and (bool(topics) or is_open(page)),
        "topics": topics,
        "section": topics[0].section if topics else None,
    }


@register.simple_tag
def absolute_links(post: Post) -> str:
    """The message for a mail: its links lead to the site from there too."""
    return rendering.absolute_links(post.html, settings.SITE_URL + post.get_absolute_url())
