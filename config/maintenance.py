"""While `manage.py maintenance on` holds the site closed, everything but its static files answers with the page 503."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

RETRY_AFTER = "300"  # seconds: what robots and monitors are asked to wait


class Maintenance:
    """Looks at a file, not at the database: a closed site asks nothing of what is being mended."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not settings.MAINTENANCE_FILE.exists():
            return self.get_response(request)
        headers = {"Retry-After": RETRY_AFTER, "Cache-Control": "no-store"}
        return HttpResponse(render_to_string("503.html"), status=503, headers=headers)
