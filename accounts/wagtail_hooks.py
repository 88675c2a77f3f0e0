from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail import hooks

from .models import vouch_for_address


@hooks.register("after_create_user")
def confirm_address(request, user):
    vouch_for_address(user)


@hooks.register("register_account_menu_item")
def link_to_account(request):
    return {
        "url": reverse("accounts:home"),
        "label": _("Mail address, public name, password, keys"),
        "help_text": _("They are looked after on the page of your account, outside the admin."),
    }
