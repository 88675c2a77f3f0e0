"""
Mail about reports: to the team when one waits, to its reader when it is answered.

The team is told once for each time that a list fills: the key of the mail is what waits there the longest.
"""

from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mail.models import OutgoingMail
from mail.outbox import queue

from .models import Correction, Report
from .queries import answerers, oldest_to_answer, oldest_to_review


def tell_of_reports() -> None:
    subject = gettext_lazy("%(site)s: a reader reports something")
    _tell_of("reports", oldest_to_answer(), reverse("contributions_admin:reports"), subject)


def tell_of_corrections() -> None:
    subject = gettext_lazy("%(site)s: a reader proposes a correction")
    _tell_of("corrections", oldest_to_review(), reverse("contributions_corrections:corrections"), subject)


def _tell_of(what: str, oldest: Report | Correction | None, address: str, subject: Any) -> None:
    """To the address that the site gives for errors; without one, to those who may answer."""
    if oldest is None:
        return
    context = {"url": settings.SITE_URL + address, "what": what, "site_name": settings.WAGTAIL_SITE_NAME}
    with translation.override(settings.LANGUAGE_CODE):
        text = render_to_string("contributions/mail/waiting.txt", context)
        title = str(subject) % {"site": settings.WAGTAIL_SITE_NAME}
    queue(_mail(f"{oldest._meta.model_name}-{oldest.pk}-{who}", to, title, text) for who, to in _addresses())


def tell_corrector(correction: Correction) -> None:
    """`correction` still holds the address that its row has just forgotten."""
    if not correction.email:
        return
    with translation.override(settings.LANGUAGE_CODE):
        context = {
            "correction": correction,
            "url": settings.SITE_URL + correction.page_address,
            "site_name": settings.WAGTAIL_SITE_NAME,
        }
        subject = _("%(site)s: your correction of “%(title)s”") % {
            "site": settings.WAGTAIL_SITE_NAME,
            "title": correction.page_title,
        }
        text = render_to_string("contributions/mail/correction.txt", context)
    queue([_mail(f"correction-answer-{correction.pk}", correction.email, " ".join(subject.split()), text)])


def _addresses() -> list[tuple[str, str]]:
    if settings.CONTACT_ADDRESS:
        return [("contact", settings.CONTACT_ADDRESS)]
    return [(str(person.pk), person.email) for person in answerers()]


def thank(report: Report, email: str) -> None:
    with translation.override(settings.LANGUAGE_CODE):
        context = {
            "report": report,
            "url": settings.SITE_URL + report.page_address,
            "site_name": settings.WAGTAIL_SITE_NAME,
        }
        subject = _("%(site)s: thank you for what you reported") % {"site": settings.WAGTAIL_SITE_NAME}
        text = render_to_string("contributions/mail/answer.txt", context)
    queue([_mail(f"answer-{report.pk}", email, subject, text)])


def _mail(key: str, recipient: str, subject: str, text: str) -> OutgoingMail:
    return OutgoingMail(
        key=key, recipient=recipient, sender=settings.DEFAULT_FROM_EMAIL, subject=subject[:500], text=text
    )
