"""Facets cut in ranges: duration in minutes, size of a group in people. The values stand in addresses."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Range:
    """From `low` to `high`, both included."""

    value: str
    label: str | Promise
    low: int
    high: int


ANY = 1_000_000
DURATIONS = (
    Range("moins-de-10-min", _("less than 10 min"), 0, 9),
    Range("10-30-min", _("10–30 min"), 10, 30),
    Range("30-min-2-h", _("30 min–2 h"), 31, 120),
    Range("plusieurs-seances", _("several sessions"), 121, ANY),
)
GROUPS = (
    Range("2-5", "2–5", 2, 5),
    Range("6-12", "6–12", 6, 12),
    Range("13-30", "13–30", 13, 30),
    Range("30-plus", _("more than 30"), 31, ANY),
)


def value_within(ranges: tuple[Range, ...], number: int | None) -> list[str]:
    return [one.value for one in ranges if number is not None and one.low <= number <= one.high]


def group_values(smallest: int | None, largest: int | None) -> list[str]:
    """The sizes that a tool suits; none when nothing is known."""
    if smallest is None and largest is None:
        return []
    return [one.value for one in GROUPS if (smallest or 0) <= one.high and one.low <= (largest or ANY)]
