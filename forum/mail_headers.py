from django.conf import settings
from django.urls import reverse


def stop_address(token: str) -> str:
    """Where the holder of a token stops the mails, without signing in."""
    return settings.SITE_URL + reverse("forum:unsubscribe", args=[token])


def list_headers(token: str) -> dict[str, str]:
    """One click stops the mails (RFC 2369 and 8058); other programs see that no person sent this (RFC 3834)."""
    return {
        "List-Unsubscribe": f"<{stop_address(token)}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Auto-Submitted": "auto-generated",
        "Precedence": "list",
    }
