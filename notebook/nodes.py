"""What a notebook document is made of, and the one order in which both languages compare it.

`static/js/notebook/nodes.js` says the same; shared vectors hold the two together.
"""

import json
from typing import TypeAlias, TypeGuard

Json: TypeAlias = "bool | int | str | list[Json] | dict[str, Json] | None"
Node: TypeAlias = dict[str, "Json"]
Document: TypeAlias = dict[str, "Json"]

FORMAT = "carnet"
VERSION = 2
SECTIONS = ("lecons", "quiz", "scenarios", "panier", "parcours", "reglages")
ERASED = "efface"
NOTE = "note"
UNREAD = "illisible"
ID = ":"


def id_key(name: str) -> str:
    """The key of an id (of a page, a step, a task, a question): no word of the format begins with a colon."""
    return f"{ID}{name}"


def canonical(value: Json) -> str:
    """ASCII JSON without spaces, keys sorted: two values compare as these strings do, here and in a browser.

    ASCII matters: JavaScript compares UTF-16 units and Python code points, which disagree beyond the basic plane.
    """
    return json.dumps(value, ensure_ascii=True, sort_keys=True, separators=(",", ":"))


def is_stamp(value: Json) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool)


def is_pair(node: Json) -> TypeGuard[list[Json]]:
    return isinstance(node, list) and len(node) == 2


def is_note(node: Json) -> TypeGuard[list[Json]]:
    return isinstance(node, list) and len(node) == 3


def is_plain(node: Json) -> bool:
    return not isinstance(node, list | dict)


def newest(node: Json) -> int:
    """The latest stamp anywhere in a validated document or a part of it; 0 where there is none."""
    if isinstance(node, dict):
        return max((newest(child) for child in node.values()), default=0)
    if is_note(node):
        meta = node[2]
        seen = meta["vus"] if isinstance(meta, dict) else {}
        return max((stamp for stamp in seen.values() if is_stamp(stamp)), default=0) if isinstance(seen, dict) else 0
    if is_pair(node) and is_stamp(node[1]):
        return node[1]
    return 0
