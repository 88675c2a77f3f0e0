from typing import Any

from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail import hooks

from . import second_factor
from .home_panels import HomePanel
from .models import User, vouch_for_address
from .requests import SignedRequest


@hooks.register("after_create_user")
def confirm_address(request: HttpRequest, user: User) -> None:
    vouch_for_address(user)


@hooks.register("after_edit_user")
def keep_own_session(request: HttpRequest, user: User) -> None:
    """The sessions of an account end with its address and its password; one's own goes on where one edits oneself."""
    if user.pk == request.user.pk:
        update_session_auth_hash(request, user)


class SecondFactorPanel(HomePanel):
    """On the first page of the admin: until when a passkey may be missing."""

    name = "second_factor"
    template_name = "accounts/admin_users/second_factor.html"
    order = 10

    def facts(self, user: User) -> dict[str, Any]:
        return {"until": second_factor.asked_until(user)}


@hooks.register("construct_homepage_panels")
def ask_for_a_second_factor(request: SignedRequest, panels: list[HomePanel]) -> None:
    if second_factor.is_asked(request.user):
        panels.insert(0, SecondFactorPanel())


@hooks.register("register_account_menu_item")
def link_to_account(request: HttpRequest) -> dict[str, str]:
    return {
        "url": reverse("accounts:home"),
        "label": _("Mail address, public name, password, keys"),
        "help_text": _("They are looked after on the page of your account, outside the admin."),
    }
