"""Atom feeds (RFC 4287) whose bytes depend on what they hold, and on nothing else."""

from datetime import UTC, datetime
from typing import Any

from django.utils.feedgenerator import Atom1Feed
from django.utils.xmlutils import SimplerXMLGenerator

from text.typography import CONTROLS

NEVER = datetime(1970, 1, 1, tzinfo=UTC)


class SteadyAtom(Atom1Feed):
    """Django says “updated now” when no entry has a date: readers of a feed would fetch it anew each time."""

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        # Django refuses a whole feed that holds one, as a title may, as it was pasted.
        cleaned = {name: CONTROLS.sub("", value) if isinstance(value, str) else value for name, value in item.items()}
        super().add_item_elements(handler, cleaned)

    def latest_post_date(self) -> datetime:
        dates = [item["updateddate"] or item["pubdate"] for item in self.items]
        return max((date for date in dates if date), default=NEVER)
