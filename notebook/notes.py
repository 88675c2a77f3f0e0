"""Notes: two texts written apart are both kept, a text that replaced another stays alone.

Each text carries the pen that wrote it (a random word per opened page) and its stamp; a note remembers, per pen, the
latest stamp it has seen. A text is dropped only when the other side has seen it and no longer holds it. This is the
multi-value register of Shapiro, Preguiça, Baquero and Zawirski (2011), with the pen as replica.
"""

from collections.abc import Iterable
from typing import NamedTuple, cast

from .nodes import Json, canonical


class Text(NamedTuple):
    text: str
    stamp: int
    pen: str


class Note(NamedTuple):
    texts: frozenset[Text]
    seen: dict[str, int]


def unpack(node: list[Json]) -> Note:
    """The note of a validated `[text, stamp, {"plume", "vus", "autres"}]`."""
    meta = cast("dict[str, Json]", node[2])
    texts = {Text(*cast("list[object]", other)) for other in cast("list[Json]", meta.get("autres", []))}  # type: ignore[arg-type]
    if "plume" in meta:
        texts.add(Text(cast("str", node[0]), cast("int", node[1]), cast("str", meta["plume"])))
    return Note(frozenset(texts), cast("dict[str, int]", meta["vus"]))


def pack(note: Note) -> list[Json]:
    """The only way to write this note: newest text first, the others after it."""
    ordered = sorted(note.texts, key=lambda text: (text.stamp, canonical(text.text), text.pen), reverse=True)
    seen = cast("dict[str, Json]", note.seen)
    if not ordered:
        return ["", max(note.seen.values(), default=0), {"vus": seen}]
    meta: dict[str, Json] = {"plume": ordered[0].pen, "vus": seen}
    if len(ordered) > 1:
        meta["autres"] = [list(text) for text in ordered[1:]]
    return [ordered[0].text, ordered[0].stamp, meta]


def merge_notes(left: list[Json], right: list[Json]) -> list[Json]:
    one, two = unpack(left), unpack(right)
    seen = {pen: max(one.seen.get(pen, 0), two.seen.get(pen, 0)) for pen in one.seen | two.seen}
    return pack(Note(frozenset((*_not_replaced(one.texts, two), *_not_replaced(two.texts, one))), seen))


def settle_note(node: list[Json], floor: int) -> list[Json] | None:
    """The note without what was stamped at or before `floor`, and without empty texts; None when nothing is left."""
    note = unpack(node)
    seen = {pen: stamp for pen, stamp in note.seen.items() if stamp > floor}
    texts = frozenset(text for text in note.texts if text.stamp > floor and text.text)
    return pack(Note(texts, seen)) if seen else None


def _not_replaced(texts: Iterable[Text], other: Note) -> Iterable[Text]:
    held = {(text.pen, text.stamp) for text in other.texts}
    return (text for text in texts if text.stamp > other.seen.get(text.pen, 0) or (text.pen, text.stamp) in held)
