"""The account with which a person who tries Parcours at home edits the demonstration content."""

import secrets

from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User

DEMO_ADDRESS = "demo@parcours.example"  # a domain that can receive no mail (RFC 2606)
GROUPS = ["Rédaction", "Publication", "Modération du forum"]  # who writes, who publishes, who looks after the forum


@transaction.atomic
def create_demo_editor(*, new_password: bool = False) -> str | None:
    """The generated password; None when the account already had one and no new one is asked for."""
    user, created = User.objects.get_or_create(email=DEMO_ADDRESS, defaults={"display_name": _("Demonstration")})
    # The sign-in form asks that an address be verified, and nobody can receive mail at this one.
    EmailAddress.objects.update_or_create(user=user, email=DEMO_ADDRESS, defaults={"verified": True, "primary": True})
    user.groups.add(*Group.objects.filter(name__in=GROUPS))
    if not created and not new_password:
        return None
    password = secrets.token_urlsafe(12)
    user.set_password(password)
    user.save()
    return password
