"""Calendar files (iCalendar, RFC 5545) for the dates that a group sets."""

import datetime
from collections.abc import Mapping

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from .models import ScenarioPage
from .steps import steps_of

REVIEW_AFTER = datetime.timedelta(days=91)
LAST_DAY = datetime.date.max - datetime.timedelta(days=1)  # an event ends on the day after


def dates_of(page: ScenarioPage, query: Mapping[str, str]) -> dict[int, datetime.date]:
    """The days given for the steps (`quand3=2026-12-01`); what is not a day of a step is left out."""
    found = {}
    for step in steps_of(page):
        try:
            day = datetime.date.fromisoformat(query.get(f"quand{step.number}", ""))
        except ValueError:
            continue
        if day <= LAST_DAY:
            found[step.number] = day
    return found


def calendar_of(page: ScenarioPage, query: Mapping[str, str]) -> bytes:
    """One event a dated step, and with `bilan=3-mois` a reminder to take stock in three months."""
    calendar = Calendar()
    calendar.add("prodid", f"-//{settings.WAGTAIL_SITE_NAME}//Parcours//FR")
    calendar.add("version", "2.0")
    dates = dates_of(page, query)
    for step in steps_of(page):
        if day := dates.get(step.number):
            url = f"{settings.SITE_URL}{page.get_url()}etape-{step.number}/"
            calendar.add_component(_event(page, f"{step.id}", day, step.title, str(step.value["result"]), url))
    if query.get("bilan") == "3-mois":
        day = timezone.localdate() + REVIEW_AFTER
        url = f"{settings.SITE_URL}{page.get_url()}fin/"
        title = _("Take stock: %(title)s") % {"title": page.title}
        calendar.add_component(_event(page, "bilan", day, title, _("What still works? What do you change?"), url))
    return bytes(calendar.to_ical())


def _event(page: ScenarioPage, name: str, day: datetime.date, title: str, description: str, url: str) -> Event:
    event = Event()
    event.add("uid", f"{name}@{page.uid}")
    event.add("dtstamp", timezone.now())
    event.add("dtstart", day)
    event.add("dtend", day + datetime.timedelta(days=1))
    event.add("summary", title)
    event.add("description", f"{description}\n{url}")
    event.add("url", url)
    return event
