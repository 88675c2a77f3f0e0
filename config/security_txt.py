"""`/.well-known/security.txt` (RFC 9116): where somebody who has found a hole writes. No file while the host has named nobody."""

from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

VALID_FOR = timedelta(days=30)


@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    if not settings.SECURITY_CONTACT:
        raise Http404
    lines = [
        f"Contact: {_address(settings.SECURITY_CONTACT)}",
        f"Expires: {_expires()}",
        f"Preferred-Languages: {', '.join(dict.fromkeys([settings.LANGUAGE_CODE, 'en']))}",
        f"Canonical: {settings.SITE_URL}{request.path}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def _address(contact: str) -> str:
    """A mail address is written as one; a form has the address of its page."""
    return contact if urlsplit(contact).scheme else f"mailto:{contact}"


def _expires() -> str:
    """The day that the host has promised; otherwise a month from today, since this answer is made from what is set now."""
    chosen = settings.SECURITY_EXPIRES
    day = datetime.fromisoformat(chosen) if chosen else timezone.now() + VALID_FOR
    return f"{day.astimezone(UTC) if day.tzinfo else day:%Y-%m-%dT00:00:00Z}"
