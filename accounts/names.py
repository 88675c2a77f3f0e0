"""Public names: how they are compared, and which ones are refused."""

import re
import unicodedata

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from .look_alikes import skeleton

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


def sounds_like_the_team(name: str) -> bool:
    words = {name_key(word) for word in re.split(r"[\W_]+", name)} | {name_key(name)}
    whole = {name_key(reserved) for reserved in (*TEAM_NAMES, settings.WAGTAIL_SITE_NAME)}
    return bool(words & {name_key(reserved) for reserved in TEAM_WORDS} or name_key(name) in whole)
