"""Calendar files (iCalendar, RFC 5545) for the dates that a group sets."""

import datetime
import re
import uuid
from collections.abc import Mapping

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from .models import ScenarioPage
from .steps import dates_of, steps_of

REVIEW_AFTER = datetime.timedelta(days=91)
USE = re.compile(r"[A-Za-z0-9-]{8,64}")
SEQUENCE_FROM = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)


def calendar_of(page: ScenarioPage, query: Mapping[str, str]) -> bytes | None:
    """
    One event a dated step, and with `bilan=3-mois` a reminder to take stock in three months. `None` when there is none.

    RFC 5545 (3.6) refuses a calendar without any event.
    """
    calendar = Calendar()
    calendar.add("prodid", f"-//{settings.WAGTAIL_SITE_NAME}//Parcours//FR")
    calendar.add("version", "2.0")
    use = asked if USE.fullmatch(asked := query.get("agenda", "")) else ""
    steps = steps_of(page)
    dates = dates_of(steps, query)
    for step in steps:
        if day := dates.get(step.number):
            url = f"{settings.SITE_URL}{page.get_url()}etape-{step.number}/"
            uid = _uid(page, use, step.id, day)
            calendar.add_component(_event(uid, day, step.title, str(step.value["result"]), url))
    if query.get("bilan") == "3-mois":
        day = timezone.localdate() + REVIEW_AFTER
        url = f"{settings.SITE_URL}{page.get_url()}fin/"
        title = _("Take stock: %(title)s") % {"title": page.title}
        uid = _uid(page, use, "bilan", day)
        calendar.add_component(_event(uid, day, title, _("What still works? What do you change?"), url))
    return bytes(calendar.to_ical()) if calendar.subcomponents else None


def _uid(page: ScenarioPage, use: str, name: str, day: datetime.date) -> str:
    """
    What a calendar program takes for the same event, whose date it then moves (RFC 5545, 3.8.4.7).

    `use` names one group that follows the scenario one time: its browser drew it and keeps it, so that a new export
    moves the dates of the former one. Without a script nothing tells two groups apart: the day is then part of the
    name, and the same dates twice make one event, but nothing that is somebody else's is ever moved.
    """
    said = f"{page.uid}/{name}/{use or day.isoformat()}"
    return f"{uuid.uuid5(uuid.NAMESPACE_URL, said)}@{settings.ALLOWED_HOSTS[0]}"


def _event(uid: str, day: datetime.date, title: str, description: str, url: str) -> Event:
    now = timezone.now()
    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", now)
    # Programs keep what they have when a copy does not say that it is later (RFC 5546, 2.1.5).
    event.add("sequence", int((now - SEQUENCE_FROM).total_seconds()))
    event.add("dtstart", day)
    event.add("dtend", day + datetime.timedelta(days=1))  # the first day that is no longer part of it (3.6.1)
    event.add("transp", "TRANSPARENT")  # a day with something to do is not a day when one is busy
    event.add("summary", title)
    event.add("description", f"{description}\n{url}")
    event.add("url", url)
    return event
