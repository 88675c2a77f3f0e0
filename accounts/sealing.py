"""
What the site must read again, and whoever has a copy of its database must not: sealed with its secret key.

The secret is in no database and in no archive (docs/how-to/deploy.md).
"""

import base64

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

MARK = "sealed:1:"


class UnreadableError(ValidationError):
    """Sealed with a key that the site has no more. In a form it is a refusal like any other."""


def seal(text: str) -> str:
    return MARK + _keys().encrypt(text.encode()).decode()


def unseal(text: str) -> str:
    """What was written before seals were is given back as it is. Raises `UnreadableError`."""
    if not text.startswith(MARK):
        return text
    try:
        return _keys().decrypt(text.removeprefix(MARK)).decode()
    except InvalidToken:
        raise UnreadableError(_("These codes can no longer be read.")) from None


def _keys() -> MultiFernet:
    """The secret key seals; it and the former ones open."""
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(_key_from(secret))) for secret in secrets])


def _key_from(secret: str) -> bytes:
    return salted_hmac("accounts.sealing", "", secret=secret, algorithm="sha256").digest()
