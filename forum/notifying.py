"""Telling those who asked that a message is there."""

from .models import Post


def announce(post: Post) -> None:
    """Queues the mails about a message that has just been published."""
