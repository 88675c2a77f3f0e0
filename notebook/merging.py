"""Join two notebooks: commutative, associative, idempotent (docs/notebook-format.md).

Holds for documents that came out of `validate`, where a key always holds one kind of thing; a key that holds two kinds
is only met in hand-made files, and then the richer kind stays.
"""

from .nodes import (
    ERASED,
    FORMAT,
    SECTIONS,
    VERSION,
    Document,
    Json,
    Node,
    canonical,
    is_note,
    is_pair,
    is_plain,
    newest,
)
from .notes import merge_notes, settle_note


def merge(left: Document, right: Document) -> Document:
    """What both notebooks know. Neither is changed; nothing is ever cut to fit a limit."""
    return settle(_merge_objects(left, right))


def settle(document: Document) -> Document:
    """The one form of a document: nothing that is erased, stamped 0 or empty."""
    settled = _settle_object(document, 0) or {}
    sections: Node = {name: {} for name in SECTIONS}
    return {**sections, **settled, "format": FORMAT, "version": VERSION}


def _merge_objects(left: Node, right: Node) -> Node:
    labels = right if _label_rank(left) < _label_rank(right) else left
    merged: Node = {key: value for key, value in labels.items() if is_plain(value)}
    for key in left.keys() | right.keys():
        nodes = [side[key] for side in (left, right) if key in side and not is_plain(side[key])]
        if nodes:
            merged[key] = _merge_nodes(nodes[0], nodes[1]) if len(nodes) == 2 else nodes[0]
    return merged


def _label_rank(node: Node) -> tuple[int, str]:
    """Plain fields (a title, an address) belong together: they follow the copy that was changed last."""
    return newest(node), canonical({key: value for key, value in node.items() if is_plain(value)})


def _merge_nodes(left: Json, right: Json) -> Json:
    if isinstance(left, dict) and isinstance(right, dict):
        return _merge_objects(left, right)
    if is_note(left) and is_note(right):
        return merge_notes(left, right)
    if is_pair(left) and is_pair(right):
        return max(left, right, key=_pair_rank)
    return max(left, right, key=_kind_rank)


def _pair_rank(pair: list[Json]) -> tuple[int, str]:
    return newest(pair), canonical(pair[0])


def _kind_rank(node: Json) -> int:
    return 2 if isinstance(node, dict) else int(is_note(node))


def _settle_object(node: Node, floor: int) -> Node | None:
    mark = node.get(ERASED)
    own_floor = max(floor, newest(mark))
    kept: Node = {key: child for key, child in _settled_children(node, own_floor) if child is not None}
    plain: Node = {key: value for key, value in node.items() if is_plain(value)} if kept else {}
    if is_pair(mark) and newest(mark) > floor:
        kept[ERASED] = mark
    return {**plain, **kept} if kept else None


def _settled_children(node: Node, floor: int) -> list[tuple[str, Json]]:
    return [(key, _settle(child, floor)) for key, child in node.items() if key != ERASED and not is_plain(child)]


def _settle(node: Json, floor: int) -> Json:
    if isinstance(node, dict):
        return _settle_object(node, floor)
    if is_note(node):
        return settle_note(node, floor)
    return node if newest(node) > floor else None
