"""What a browser says of a passkey, looked at before the library that checks it: it reads well-formed ones only."""

import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.mfa.webauthn.internal import auth  # noqa: F401 (tells fido2 to read the JSON of WebAuthn)
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from fido2.webauthn import AuthenticationResponse, RegistrationResponse

# Parts of an answer that are bytes, written as text.
IN_BASE64 = ("clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle")
View = Callable[..., HttpResponse]


def refuse_unreadable(view: View) -> View:
    """A form whose credential is no credential at all is given back with a sentence."""

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        sent = request.POST.get("credential") if request.method == "POST" else None
        if sent and not is_readable(sent):
            messages.error(request, _("Your browser sent a passkey that could not be read. Try again."))
            return redirect(request.get_full_path())
        return view(request, *args, **kwargs)

    return checked


def is_readable(text: str) -> bool:
    """Whether a text is a `RegistrationResponseJSON` or an `AuthenticationResponseJSON` (Web Authentication Level 3)."""
    try:
        credential = json.loads(text)
        answer = credential["response"]
        kind = RegistrationResponse if "attestationObject" in answer else AuthenticationResponse
        kind.from_dict(credential)
    # Whatever the library raises on the way, it is the reading of one text that failed.
    except Exception:
        return False
    return all(isinstance(answer.get(name, ""), str | None) for name in IN_BASE64)
