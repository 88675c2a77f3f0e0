"""The headers that tell browsers what a page may load and do. Judged by `tests/config/test_headers.py`."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

ADMIN_PREFIXES = ("/admin/",)
PERMISSIONS = ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer", "browsing-topics", "camera", "display-capture", "geolocation", "gyroscope",
        "magnetometer", "microphone", "midi", "payment", "usb",
    )
)  # fmt: skip


def public_policy() -> dict[str, str]:
    """A page loads its own files and nothing else; a video, once clicked, comes from an instance of the list."""
    return {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self' data:",
        "font-src": "'self'",
        "media-src": "'self'",
        "connect-src": "'self'",
        "manifest-src": "'self'",
        "worker-src": "'self'",
        "frame-src": " ".join(settings.PEERTUBE_INSTANCES) or "'none'",
        "object-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
    }


def admin_policy() -> dict[str, str]:
    """Wagtail's admin writes scripts and styles in its pages, and shows previews in a frame."""
    return public_policy() | {
        "script-src": "'self' 'unsafe-inline'",
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "font-src": "'self' data:",
        "frame-src": " ".join(["'self'", *settings.PEERTUBE_INSTANCES]),
        "base-uri": "'self'",
        "frame-ancestors": "'self'",
    }


class SecurityHeaders:
    """Adds the policies. A view that sets one of these headers itself keeps its own."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response
        self.public, self.admin = (
            "; ".join(f"{directive} {sources}" for directive, sources in policy.items())
            for policy in (public_policy(), admin_policy())
        )

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        policy = self.admin if _is_of_the_admin(request) else self.public
        response.headers.setdefault("Content-Security-Policy", policy)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response


def _is_of_the_admin(request: HttpRequest) -> bool:
    """
    A page of the admin, or the preview of a page in the frame beside its form.

    Wagtail asks for a preview through the middleware at the public address of the page, and marks that request itself:
    nobody can send the mark.
    """
    return request.path.startswith(ADMIN_PREFIXES) or getattr(request, "is_preview", False)
