"""Read a notebook that comes from elsewhere: a file, a link, another device.

What is no notebook is refused and changes nothing. In a notebook, only what is not understood is set aside: its text
stays under `illisible`, travels with the rest, and is tried again at each reading, by a version that may understand it.
"""

import json
import sys
from typing import Any, NamedTuple, cast

from .checks import MAX_DEPTH, MAX_STAMP, PLAIN, NotebookError, check_key, check_leaf, check_number, refuse
from .merging import merge, settle
from .nodes import ERASED, FORMAT, ID, NOTE, UNREAD, VERSION, Document, Json, Node, canonical, id_key, is_plain, newest
from .raising import raised
from .shape import SHAPE, inner_shape

# A tenth more than in version 1: what fitted there fits here, whose ids are one letter longer.
MAX_BYTES = 220_000
MAX_RAW_BYTES = 1_000_000
MAX_NESTING = 100
MAX_AHEAD = 366 * 24 * 3600 * 1000


class Sifted(NamedTuple):
    """What an object holds that is understood; the rest at its place, beside the plain fields on its way."""

    kept: Node
    left: dict[Any, Any]


def parse(raw: bytes | str, *, now: int | None = None) -> Document:
    """The notebook written in `raw`, in its one form. Raises NotebookError."""
    if len(raw) > MAX_RAW_BYTES:
        raise NotebookError("too-large")
    return validate(_from_json(raw), now=now)


def validate(data: object, *, now: int | None = None) -> Document:
    """A checked copy of `data` (JSON already read), in its one form. Raises NotebookError.

    `now`, in milliseconds, refuses stamps more than 366 days ahead: a browser whose clock is that wrong could not have
    opened an https page, so such a file was made by hand, and it would hold every later change back.
    """
    document = _check(data, since=1)
    if byte_size(document) > MAX_BYTES:
        raise NotebookError("too-large")
    if now is not None and newest(document) > now + MAX_AHEAD:
        raise NotebookError("clock")
    return document


def byte_size(document: Document) -> int:
    """Bytes of UTF-8 in compact JSON, as a browser counts them."""
    return len(json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode())


def _check(data: object, *, since: int) -> Document:
    if not isinstance(data, dict) or data.get("format") != FORMAT or not _is_sound(data, MAX_NESTING):
        refuse()
    version = check_number(data.get("version"))
    if version > VERSION:
        raise NotebookError("newer")
    if version < 1:
        refuse()
    kept, left = _sift(raised(data) if version == 1 else data, SHAPE, 0)
    document = _read_again(settle(kept))
    if not left:
        return document
    text = canonical({**left, "format": FORMAT, "version": VERSION})
    # A stamp after all the others: what erases this notebook later erases this with it, and nothing before does.
    return _with_part(document, text, max(since, min(newest(document) + 1, MAX_STAMP)))


def _sift(data: dict[Any, Any], shape: Any, depth: int) -> Sifted:
    kept: Node = {}
    left: dict[Any, Any] = {}
    for key, child in data.items():
        try:
            inner = inner_shape(shape, check_key(key))
            if _is_branch(key, child, inner):
                kept[key], rest = _sift_branch(child, inner, depth)
                left.update({key: rest} if rest else {})
            else:
                kept[key] = check_leaf(key, child, inner, depth + 1)
        except NotebookError:
            left[key] = child
    if left:
        left = {**{key: child for key, child in kept.items() if is_plain(child)}, **left}
    return Sifted(kept, left)


def _is_branch(key: str, data: object, shape: Any) -> bool:
    return isinstance(data, dict) and key not in {*PLAIN, NOTE, ERASED} and not isinstance(shape, type)


def _sift_branch(data: dict[Any, Any], shape: Any, depth: int) -> Sifted:
    return _sift(data, shape, depth + 1) if depth < MAX_DEPTH else refuse()


def _read_again(document: Document) -> Document:
    """The document with what can now be read of the parts that could not."""
    unread = cast("dict[str, Json]", document.get(UNREAD, {}))
    parts = {key: cast("list[Any]", pair) for key, pair in unread.items() if key.startswith(ID)}
    if not parts:
        return document
    whole = {**document, UNREAD: {key: child for key, child in unread.items() if key not in parts}}
    for text, stamp in parts.values():
        found = _read_part(text, stamp)
        whole = merge(whole, found) if found else _with_part(whole, text, stamp)
    return settle(whole)


def _read_part(text: str, stamp: int) -> Document | None:
    try:
        found = _check(_from_json(text), since=stamp)
    except NotebookError:
        return None
    known = {key: child for key, child in found.items() if key != UNREAD}
    return found if newest(known) else None


def _with_part(document: Document, text: str, stamp: int) -> Document:
    parts = cast("dict[str, Json]", document.get(UNREAD, {}))
    return {**document, UNREAD: {**parts, id_key(_digest(text)): [text, stamp]}}


def _digest(text: str) -> str:
    """64 bits that name a text: two multiplicative hashes of its UTF-16 units, as a browser counts them too."""
    one, two = 0xDEADBEEF, 0x41C6CE57
    units = memoryview(text.encode("utf-16-le", "surrogatepass")).cast("H")
    for unit in units:
        one = (one ^ unit) * 2654435761 & 0xFFFFFFFF
        two = (two ^ unit) * 1597334677 & 0xFFFFFFFF
    return f"{one:08x}{two:08x}"


def _from_json(raw: bytes | str) -> object:
    try:
        text = raw.decode("utf-8-sig") if isinstance(raw, bytes) else raw
        return json.loads(text, parse_constant=refuse)
    except (ValueError, RecursionError):
        raise NotebookError("not-a-notebook") from None


def _is_sound(data: object, levels: int) -> bool:
    """No number without end, and not so deep that writing it back would overflow."""
    if isinstance(data, int | float):
        return abs(data) <= sys.float_info.max
    if isinstance(data, dict | list):
        children = data.values() if isinstance(data, dict) else data
        return levels > 0 and all(_is_sound(child, levels - 1) for child in children)
    return True
