from django import template
from django.conf import settings

from forum import queries, rendering

register = template.Library()


@register.inclusion_tag("forum/_page_topics.html")
def page_topics(page):
    """The last questions about a page, and the way to ask one. One query."""
    topics = queries.topics_of_page(page)
    return {"page": page, "topics": topics, "section": topics[0].section if topics else None}


@register.simple_tag
def absolute_links(post):
    """The message for a mail: its links lead to the site from there too."""
    return rendering.absolute_links(post.html, settings.SITE_URL + post.get_absolute_url())
