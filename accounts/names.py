"""Public names: how they are compared and which ones are refused."""

import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

MAX_LENGTH = 60
# control, format (zero width, direction), surrogate, private use, line and paragraph separators
INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def name_key(name: str) -> str:
    """What two names have in common when a reader would take one for the other: case, accents, spaces and width aside."""
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    return "".join(character for character in decomposed if character.isalnum())[: MAX_LENGTH * 3]


def validate_public_name(name: str) -> None:
    if any(unicodedata.category(character) in INVISIBLE for character in name):
        raise ValidationError(_("This name contains characters that cannot be seen."), code="invisible")
    if not name_key(name):
        raise ValidationError(_("A name has at least one letter or one digit."), code="empty")
