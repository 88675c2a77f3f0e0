"""Public names: how they are compared, which ones are refused, and the one way to give somebody another."""

import re
import unicodedata
from collections.abc import Callable
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from .look_alikes import skeleton

if TYPE_CHECKING:
    from .models import User

MAX_LENGTH = 60
# control, format (zero width, direction), surrogate, private use, line and paragraph separators
INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
ADDRESS = re.compile(r"@|://|\bwww\.|\.(com|net|org|info|biz|io|fr|eu|be|ch|lu|ca|de|ru|cn|shop|site|online|xyz|top|club|link|app|example)\b", re.IGNORECASE)  # fmt: skip
# Words that only the team may carry, wherever they stand in a name, and whole names.
TEAM_WORDS = (
    "modération", "modérateur", "modératrice", "modérateurs", "modératrices", "moderator", "administrateur",
    "administratrice", "administrateurs", "administration", "administrator", "admin", "webmestre", "webmaster",
)  # fmt: skip
TEAM_NAMES = ("équipe", "l’équipe", "équipe du site", "support", "staff", "compte fermé", "closed account")

Objection = Callable[["User", str], str | None]
_objections: list[Objection] = []


def object_to_names(objection: Objection) -> Objection:
    """Registers who else has a say (the forum, about those it has suspended): a sentence refuses the name."""
    if objection not in _objections:
        _objections.append(objection)
    return objection


def name_key(name: str) -> str:
    """What two names have in common when a reader would take one for the other: case, accents, spaces, look-alikes."""
    return "".join(character for character in skeleton(name) if character.isalnum())[: MAX_LENGTH * 3]


def validate_public_name(name: str) -> None:
    if any(unicodedata.category(character) in INVISIBLE for character in name):
        raise ValidationError(_("This name contains characters that cannot be seen."), code="invisible")
    if not name_key(name):
        raise ValidationError(_("A name has at least one letter or one digit."), code="empty")
    if ADDRESS.search(unicodedata.normalize("NFKC", name)):
        raise ValidationError(_("A name is not an address."), code="address")


def clean_name(user: "User", name: str) -> str:
    """The name as it will be kept, for a person who chooses it; raises `ValidationError` with a sentence."""
    name = clean_name_given_by_team(user, name)
    if not user.has_perm("wagtailadmin.access_admin") and sounds_like_the_team(name):
        raise ValidationError(_("This name is kept for the team of the site."), code="reserved")
    for objection in _objections:
        if sentence := objection(user, name):
            raise ValidationError(sentence, code="refused")
    return name


def clean_name_given_by_team(user: "User", name: str) -> str:
    """The name as it will be kept, when the team writes it in the admin: only its shape and its owner count."""
    from .models import User

    name = " ".join(name.split())
    validate_public_name(name)
    if User.objects.filter(name_key=name_key(name)).exclude(pk=user.pk).exists():
        raise ValidationError(_("Someone else already uses this name."), code="unique")
    return name


def sounds_like_the_team(name: str) -> bool:
    words = {name_key(word) for word in re.split(r"[\W_]+", name)} | {name_key(name)}
    whole = {name_key(reserved) for reserved in (*TEAM_NAMES, settings.WAGTAIL_SITE_NAME)}
    return bool(words & {name_key(reserved) for reserved in TEAM_WORDS} or name_key(name) in whole)
