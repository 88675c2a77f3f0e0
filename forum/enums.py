from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class TopicState(models.TextChoices):
    UNANSWERED = "sans-reponse", pgettext_lazy("topic", "Unanswered")
    ANSWERED = "repondu", pgettext_lazy("topic", "Answered")
    RESOLVED = "resolu", pgettext_lazy("topic", "Resolved")


class PostStatus(models.TextChoices):
    WAITING = "waiting", _("waits for the team")
    PUBLISHED = "published", _("published")
    HIDDEN = "hidden", _("hidden by the team")


class Rhythm(models.TextChoices):
    AT_ONCE = "at_once", _("a mail at each message")
    DAILY = "daily", _("one mail a day at most")


class ReportReason(models.TextChoices):
    ILLEGAL = "illegal", _("Against the law")
    HURTFUL = "hurtful", _("Hurtful to somebody")
    ADVERTISING = "advertising", _("Advertising")
    PERSONAL = "personal", _("Personal data of somebody")
    OTHER = "other", _("Something else")


class Measure(models.TextChoices):
    WARNING = "warning", _("warning")
    SUSPENSION = "suspension", _("suspension")
