"""Atom feeds (RFC 4287) whose bytes depend on what they hold, and on nothing else."""

from datetime import UTC, datetime

from django.utils.feedgenerator import Atom1Feed

NEVER = datetime(1970, 1, 1, tzinfo=UTC)


class SteadyAtom(Atom1Feed):
    """Django says “updated now” when no entry has a date: readers of a feed would fetch it anew each time."""

    def latest_post_date(self) -> datetime:
        dates = [item["updateddate"] or item["pubdate"] for item in self.items]
        return max((date for date in dates if date), default=NEVER)
