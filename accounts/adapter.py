from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import resolve_url
from django.utils.translation import gettext_lazy as _

from .refused_proofs import TellsRefusals
from .sealing import seal, unseal


class AccountAdapter(TellsRefusals, DefaultAccountAdapter):
    """Our words and our addresses around allauth's flows."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("This address and this password do not go together."),
        "too_many_login_attempts": _("Too many tries. Wait five minutes, then try again."),
        "incorrect_password": _("This is not your password."),
        "enter_current_password": _("Write your current password."),
        "account_inactive": _("This account is closed."),
        "rate_limited": _("Too many requests from here. Wait a minute, then try again."),
        "email_taken": _("An account with this address exists already."),
        "invalid_password_reset": _("This link has expired or has served already."),
    }

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return resolve_url("accounts:home")

    def get_signup_redirect_url(self, request: HttpRequest) -> str:
        return resolve_url("accounts:home")

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        # The pages know only the host: people know the site by its name.
        super().send_mail(
            template_prefix,
            email,
            {"site_name": settings.WAGTAIL_SITE_NAME, "site_url": settings.SITE_URL, **context},
        )


class SecondFactorAdapter(TellsRefusals, DefaultMFAAdapter):
    """Passkeys and spare codes, whose seeds are sealed."""

    def encrypt(self, text: str) -> str:
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(encrypted_text)
