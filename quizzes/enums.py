"""The kinds of questions. Their values are public: they stand in packs and exports, and do not change."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    SINGLE = "single", _("One right answer")
    SEVERAL = "several", _("Several right answers")
    TRUE_FALSE = "true-false", _("True or false")
    ORDERING = "ordering", _("Put in order")
    MATCHING = "matching", _("Match")
    SHORT = "short", _("Short answer")
    NUMERIC = "numeric", _("Number")
    RECALL = "recall", _("In your own words")


# Where a person picks among what is shown; each of these choices needs its own explanation.
PICKED = frozenset({Kind.SINGLE, Kind.SEVERAL, Kind.TRUE_FALSE})
# Where a person types, and the answer is compared with those foreseen.
TYPED = frozenset({Kind.SHORT, Kind.NUMERIC})
ARRANGED = frozenset({Kind.ORDERING, Kind.MATCHING})
