from django.utils import timezone

from .enums import PostStatus, TopicState
from .models import Post, Topic
from .signals import topic_changed

DERIVED = ("is_visible", "last_post_at", "state")


def settle(topic: Topic) -> None:
    """
    Writes again what a topic derives from its posts, after any of them has changed; announces the topic.

    Nothing else of the topic is written. As quick in a topic of 10,000 posts as in one of two.
    """
    published = Post.objects.filter(topic=topic, status=PostStatus.PUBLISHED)
    last = published.order_by("-published_at").values_list("published_at", flat=True).first()
    topic.is_visible = last is not None
    topic.last_post_at = last or topic.last_post_at or timezone.now()
    if topic.resolved_at:
        topic.state = TopicState.RESOLVED
    elif _has_answer(topic):
        topic.state = TopicState.ANSWERED
    else:
        topic.state = TopicState.UNANSWERED
    Topic.objects.filter(pk=topic.pk).update(**{name: getattr(topic, name) for name in DERIVED})
    topic_changed.send(sender=Topic, topic=topic)


def _has_answer(topic: Topic) -> bool:
    published = Post.objects.filter(topic=topic, status=PostStatus.PUBLISHED)
    if topic.author_id is None:
        return topic.state != TopicState.UNANSWERED or published.count() > 1
    return published.exclude(author_id=topic.author_id).exists()
