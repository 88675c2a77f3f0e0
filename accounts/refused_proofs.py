"""
Refused proofs of who somebody is, told in the log (`parcours.security`), so that a host sees an attack.

Never what was typed, neither the address of a person nor that of a machine: marks stand for them, keyed by the secret
of the site and the day, so that what comes from one place or aims at one account is seen to, and nothing more.
"""

import logging
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Any

from allauth.account.adapter import get_adapter
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

logger = logging.getLogger("parcours.security")

REFUSALS = {
    "email_password_mismatch": (logging.INFO, "wrong password"),
    "incorrect_password": (logging.INFO, "wrong password, session open"),
    "enter_current_password": (logging.INFO, "wrong password, session open"),
    # The password was right, or nobody but the holder of a key comes so far.
    "incorrect_code": (logging.WARNING, "wrong second proof or passkey"),
}
"""What allauth's adapters call these refusals (65.22), and how they are told."""


class TellsRefusals:
    """Beside one of allauth's adapters, which all its forms ask for the error to raise."""

    request: HttpRequest | None

    def validation_error(self, code: str, *args: Any) -> ValidationError:
        if code in REFUSALS and self.request is not None:
            tell(self.request, *REFUSALS[code])
        error: ValidationError = super().validation_error(code, *args)  # type: ignore[misc]
        return error


def tell(request: HttpRequest, level: int, words: str) -> None:
    place = f"/{request.resolver_match.route}" if request.resolver_match else "?"
    logger.log(level, "%s at %s: %s, from %s", words, place, _account(request), source(request))


def tell_limit(request: HttpRequest, action: str) -> None:
    place = f"/{request.resolver_match.route}" if request.resolver_match else "?"
    logger.warning("limit “%s” reached at %s, from %s", action, place, source(request))


def source(request: HttpRequest) -> str:
    """A mark of where a request comes from: the same all day, for the whole network of a machine in IPv6."""
    return _mark("source", _network(get_adapter().get_client_ip(request)))


def _network(address: str) -> str:
    try:
        known = ip_address(address)
    except ValueError:
        return address
    return str(ip_network(f"{known}/64", strict=False)) if isinstance(known, IPv6Address) else address


def _account(request: HttpRequest) -> str:
    """The number of an account that is known by another proof, or a mark of the address that was typed."""
    stage = getattr(request, "_login_stage", None)
    user = stage.login.user if stage else request.user
    if user.is_authenticated:
        return f"account no. {user.pk}"
    address = request.POST.get("login", "").strip().lower()
    return f"account {_mark('account', address)}" if address else "account unknown"


def _mark(kind: str, value: str) -> str:
    salt = f"accounts.refused_proofs.{kind}.{timezone.localdate()}"
    return salted_hmac(salt, value, algorithm="sha256").hexdigest()[:12]
