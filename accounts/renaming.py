"""Choosing a public name, and the one verb that gives it: `renamed` tells those who keep names elsewhere."""

from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.dispatch import Signal
from django.utils.translation import gettext_lazy as _

from .models import User
from .names import name_key, sounds_like_the_team, validate_public_name

renamed = Signal()
"""Somebody's public name was changed or taken away. Arguments: `user`, `before`, `after` (either may be empty)."""


Objection = Callable[[User, str], str | None]
_objections: list[Objection] = []


def object_to_names(objection: Objection) -> Objection:
    """Registers who else has a say (the forum, about those it has suspended): a sentence refuses the name."""
    if objection not in _objections:
        _objections.append(objection)
    return objection


def clean_name(user: User, name: str) -> str:
    """The name as it will be kept, for a person who chooses it; raises `ValidationError` with a sentence."""
    name = clean_name_given_by_team(user, name)
    if not user.has_perm("wagtailadmin.access_admin") and sounds_like_the_team(name):
        raise ValidationError(_("This name is kept for the team of the site."), code="reserved")
    for objection in _objections:
        if sentence := objection(user, name):
            raise ValidationError(sentence, code="refused")
    return name


def clean_name_given_by_team(user: User, name: str) -> str:
    """The name as it will be kept, when the team writes it in the admin: only its shape and its owner count."""
    name = " ".join(name.split())
    validate_public_name(name)
    if User.objects.filter(name_key=name_key(name)).exclude(pk=user.pk).exists():
        raise ValidationError(_("Someone else already uses this name."), code="unique")
    return name


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
