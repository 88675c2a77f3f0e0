"""
The words of addresses: what a slug may hold, which words sub-addresses reserve, what may be a link.

A slug has small letters without accents, digits and single hyphens (`docs/pack-format.md`): the same word is then the
last part of an address, a route's `<slug:…>`, the name of a file in a pack and the name of a download, everywhere.
"""

import re
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"
RESERVED_SLUGS = re.compile(
    r"verifier|revoir|fin|votre-groupe|feuille-de-route|etape-\d+|historique|imprimer|conducteur"
)
# What Unicode does not take apart, and French writes in two letters.
_LIGATURES = str.maketrans({"œ": "oe", "Œ": "Oe", "æ": "ae", "Æ": "Ae", "ß": "ss", "’": "-", "'": "-", "·": ""})


def is_reserved(slug: str) -> bool:
    """Whether a slug is the name of a sub-address of content, which a page must not hide."""
    return bool(RESERVED_SLUGS.fullmatch(slug))


def slug_of(title: str) -> str:
    """A slug for a title, `contenu` when no letter of it can stand in one: « Les vœux de l’été » is `les-voeux-de-l-ete`."""
    words = slugify(title.translate(_LIGATURES)).replace("_", "-")
    slug = re.sub(r"-+", "-", words).strip("-")[:200].strip("-")
    if not slug:
        return "contenu"
    return f"{slug}-contenu" if is_reserved(slug) else slug


def check_slug(slug: str) -> None:
    """Raises `ValidationError` with a sentence when a page must not have this slug."""
    if not re.fullmatch(SLUG, slug):
        raise ValidationError(_("Use only small letters without accents, digits and single hyphens."))
    if is_reserved(slug):
        raise ValidationError(_("This word is the name of a part of pages: choose another one."))


def is_link(address: str) -> bool:
    """Whether an address may stand in a page as a link: of the web, of the site (`/…`), or of the page (`#…`)."""
    if any(character.isspace() or not character.isprintable() for character in address):
        return False
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    if parts.scheme:
        return parts.scheme in {"http", "https"} and bool(parts.netloc)
    return not parts.netloc and "\\" not in address and address.startswith(("/", "#"))
