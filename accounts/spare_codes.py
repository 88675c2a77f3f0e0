"""Spare codes whose seal no key of the site opens any more: they could serve nobody, and others are made."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from .sealing import UnreadableError

View = Callable[..., HttpResponse]


def without_unreadable(view: View) -> View:
    """Around the pages of spare codes: instead of an error, the page that makes new ones, with the reason."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        codes = Authenticator.objects.filter(user_id=request.user.pk, type=Authenticator.Type.RECOVERY_CODES).first()
        if codes is None or _is_readable(codes):
            return view(request, *args, **kwargs)
        codes.delete()
        messages.warning(
            request, _("The secret of the site was changed: your former codes no longer serve. Make new ones.")
        )
        return redirect("mfa_generate_recovery_codes")

    return guarded


def _is_readable(codes: Authenticator) -> bool:
    try:
        codes.wrap().get_unused_codes()
    except UnreadableError:
        return False
    return True
