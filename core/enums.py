"""Closed lists. Their values are public: they stand in addresses, notebooks and packs, and do not change."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Level(models.TextChoices):
    BEGINNER = "debutant", _("Beginner")
    FAIR = "ca-va", _("Fair")
    CONFIDENT = "a-l-aise", _("Confident")
