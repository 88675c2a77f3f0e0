from django import template

from forum import queries

register = template.Library()


@register.inclusion_tag("forum/_page_topics.html")
def page_topics(page):
    """The last questions about a page, and the way to ask one. One query."""
    topics = queries.topics_of_page(page)
    return {"page": page, "topics": topics, "section": topics[0].section if topics else None}
