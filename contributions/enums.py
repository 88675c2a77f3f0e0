from django.db import models
from django.utils.translation import gettext_lazy as _


class About(models.TextChoices):
    """What a report is about."""

    SENTENCE = "sentence", _("something wrong or missing")
    OUTDATED = "outdated", _("said to be out of date")


class Opinion(models.TextChoices):
    """What a reader says of a page in one press. The values stand in addresses, and in the form at the foot of pages."""

    SERVED = "servi", _("This page helped me")
    MISSING = "manque", _("Something is missing")
    OUTDATED = "perime", _("It is out of date")


class State(models.TextChoices):
    """Where a correction is."""

    WAITING = "waiting", _("waits for the team")
    ACCEPTED = "accepted", _("accepted")
    REFUSED = "refused", _("not taken")
