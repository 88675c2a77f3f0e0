from .moderation import ListedWord, RefusedName, Report, Sanction
from .posts import Post, PostVersion
from .subscriptions import Subscription
from .tellings import Telling
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
    "Telling",
    "Topic",
]
