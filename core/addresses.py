"""The words that sub-addresses reserve."""

import re

RESERVED_SLUGS = re.compile(
    r"verifier|revoir|fin|votre-groupe|feuille-de-route|etape-\d+|historique|imprimer|conducteur"
)


def is_reserved(slug: str) -> bool:
    """Whether a slug is the name of a sub-address of content, which a page must not hide."""
    return bool(RESERVED_SLUGS.fullmatch(slug))
