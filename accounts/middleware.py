from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils import translation

from .queries import chosen_language


def account_language(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """The pages of an account speak the language its person chose in the admin; public pages speak the site's."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if not request.path.startswith(reverse("accounts:home")) or not request.user.is_authenticated:
            return get_response(request)
        with translation.override(chosen_language(request.user) or settings.LANGUAGE_CODE):
            return get_response(request)

    return middleware
