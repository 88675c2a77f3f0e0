"""What this version knows of a notebook: an object, or the type of a pair's value; `ID` stands for any id.

Words that are not named here are carried as they are, so that an older page never drops what a newer one wrote.
"""

from typing import Any

from .nodes import ID, UNREAD

STEP = {"etat": str, "outil": str, "qui": str, "quand": str, "taches": {ID: bool}}
PATH_STEP = {
    **dict.fromkeys(("nom", "place", "texte", "origine", "etat", "outil", "qui", "quand"), str),
    "taches": {ID: {"texte": str, "place": str, "ou": bool, "fait": bool}},
}
PATH = {
    "nom": str,
    "auteur": str,
    "origines": {ID: dict},
    "etapes": {ID: PATH_STEP},
    "elements": {ID: {"fiche": str, "etape": str, "place": str}},
}
SHAPE: dict[str, Any] = {
    "lecons": {ID: {"etat": str, "repere": str}},
    "quiz": {ID: {"reponses": str, ID: {"revoir": str}}},
    "scenarios": {ID: {"groupe": str, "contexte": {ID: str}, "etapes": {ID: STEP}}},
    "panier": {},
    "parcours": {ID: PATH},
    "reglages": {"theme": str, "mesures": str, "parcours": str},
    UNREAD: {ID: str},
}


def inner_shape(shape: Any, key: str) -> Any:
    """What is known of the child `key` of an object of that shape; None when nothing is."""
    return shape.get(ID if key.startswith(ID) else key) if isinstance(shape, dict) else None
