from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.dispatch import Signal
from django.utils.translation import gettext_lazy as _

from .models import User

renamed = Signal()
"""Somebody's public name was changed or taken away. Arguments: `user`, `before`, `after` (either may be empty)."""


def rename(user: User, name: str) -> None:
    """Gives somebody a public name, or none. Raises `ValidationError` when somebody else took it an instant before."""
    before = User.objects.filter(pk=user.pk).values_list("display_name", flat=True).first() or ""
    user.display_name = name
    try:
        with transaction.atomic():
            user.save(update_fields=["display_name"])
            renamed.send(sender=User, user=user, before=before, after=name)
    except IntegrityError as error:
        user.display_name = before
        raise ValidationError(_("Someone else already uses this name."), code="unique") from error
