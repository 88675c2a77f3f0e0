"""The words that sub-addresses reserve, and what an address that becomes a link may be."""

import re
from urllib.parse import urlsplit

RESERVED_SLUGS = re.compile(
    r"verifier|revoir|fin|votre-groupe|feuille-de-route|etape-\d+|historique|imprimer|conducteur"
)


def is_reserved(slug: str) -> bool:
    """Whether a slug is the name of a sub-address of content, which a page must not hide."""
    return bool(RESERVED_SLUGS.fullmatch(slug))


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
