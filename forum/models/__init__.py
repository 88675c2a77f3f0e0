from .moderation import ListedWord, RefusedName, Report, Sanction
from .posts import Post, PostVersion
from .subscriptions import Subscription
from .topics import FormerAddress, Section, Topic

__all__ = [
    "FormerAddress",
    "ListedWord",
    "Post",
    "PostVersion",
    "RefusedName",
    "Report",
    "Sanction",
    "Section",
    "Subscription",
    "Topic",
]
