from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _

from . import second_factor
from .queries import chosen_language

Answer = Callable[[HttpRequest], HttpResponseBase]


def account_pages(get_response: Answer) -> Answer:
    """
    What is said under `/compte/` is for one person: no cache keeps it, the browser's neither.

    It is said in the language that the person chose in the admin; public pages speak the site's.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if not request.path.startswith(reverse("accounts:home")):
            return get_response(request)
        language = chosen_language(request.user) if request.user.is_authenticated else ""
        with translation.override(language or settings.LANGUAGE_CODE):
            response = get_response(request)
        add_never_cache_headers(response)  # no-store is part of it
        return response

    return middleware


def second_factor_of_administrators(get_response: Answer) -> Answer:
    """The admin is shut to administrators without a passkey, once their grace is over."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if not request.path.startswith(reverse("wagtailadmin_home")) or not request.user.is_authenticated:
            return get_response(request)
        if not second_factor.is_asked(request.user) or second_factor.asked_until(request.user) > timezone.now():
            return get_response(request)
        messages.warning(request, _("Your account opens all the others: add a key to go on to the admin."))
        return redirect("mfa_add_webauthn")

    return middleware
