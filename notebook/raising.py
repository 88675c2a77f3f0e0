"""Version 1 wrote the ids that contents choose beside the words of the format: a task called `note` broke the notebook.

A document of version 1 becomes one of version 2 before anything else looks at it. Where ids stand, a word is only what
cannot be an id: a plain field, the mark of an erasure, or a pair that the format names there.
"""

from typing import Any

from .nodes import ERASED, ID, id_key, is_plain
from .shape import SHAPE


def raised(data: dict[Any, Any], shape: Any = SHAPE) -> dict[Any, Any]:
    """The same notebook with its ids marked. Nothing is checked here."""
    return dict(_raised_entry(key, child, shape) for key, child in data.items())


def _raised_entry(key: str, child: Any, shape: dict[str, Any]) -> tuple[str, Any]:
    is_id = ID in shape and not _is_word(key, child, shape)
    inner = shape.get(ID if is_id else key)
    goes_on = isinstance(child, dict) and isinstance(inner, dict)
    return id_key(key) if is_id else key, raised(child, inner) if goes_on else child


def _is_word(key: str, child: Any, shape: dict[str, Any]) -> bool:
    if is_plain(child):
        return True
    is_mark = key == ERASED and isinstance(child, list) and child[:1] == [""]
    return is_mark or (isinstance(child, list) and key in shape)
