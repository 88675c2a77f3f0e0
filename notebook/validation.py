"""Check a notebook that comes from elsewhere: a file, a link, another device. What is refused changes nothing."""

import json
import re
from collections.abc import Callable
from typing import Any, NoReturn

from .merging import settle
from .nodes import ERASED, FORMAT, NOTE, VERSION, Document, Json, newest

MAX_BYTES = 200_000
MAX_RAW_BYTES = 1_000_000
MAX_DEPTH = 12
MAX_STAMP = 2**53 - 1
MAX_AHEAD = 366 * 24 * 3600 * 1000

KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")
ADDRESS = re.compile(r"/(?![/\\])[!-~]*")
REFUSED_CHARACTERS = re.compile(r"[\x00\ud800-\udfff]")

# What version 1 knows: an object, or the type of a pair's value; "*" stands for any code or block id. Keys that are not
# named here are carried as they are, so that an older page never drops what a newer one wrote.
STEP = {"etat": str, "outil": str, "qui": str, "quand": str, "taches": {"*": bool}}
PATH_STEP = {
    **dict.fromkeys(("nom", "place", "texte", "origine", "etat", "qui", "quand"), str),
    "taches": {"*": {"texte": str, "place": str, "ou": bool, "fait": bool}},
}
PATH = {
    "nom": str,
    "auteur": str,
    "origines": {"*": dict},
    "etapes": {"*": PATH_STEP},
    "elements": {"*": {"fiche": str, "etape": str, "place": str}},
}
SHAPE: dict[str, Any] = {
    "lecons": {"*": {"etat": str, "repere": str}},
    "quiz": {"*": {"reponses": str, "*": {"revoir": str}}},
    "scenarios": {"*": {"contexte": {"*": str}, "etapes": {"*": STEP}}},
    "panier": {},
    "parcours": {"*": PATH},
    "reglages": {"theme": str, "mesures": str, "parcours": str},
}


class NotebookError(ValueError):
    """Why a notebook is refused: `not-a-notebook`, `newer`, `too-large` or `clock`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def parse(raw: bytes | str, *, now: int | None = None) -> Document:
    """The notebook written in `raw`, in its one form. Raises NotebookError."""
    if len(raw) > MAX_RAW_BYTES:
        raise NotebookError("too-large")
    try:
        text = raw.decode("utf-8-sig") if isinstance(raw, bytes) else raw
        data = json.loads(text, parse_constant=_refuse)
    except (ValueError, RecursionError):
        raise NotebookError("not-a-notebook") from None
    return validate(data, now=now)


def validate(data: object, *, now: int | None = None) -> Document:
    """A checked copy of `data` (JSON already read), in its one form. Raises NotebookError.

    `now`, in milliseconds, refuses stamps more than 366 days ahead: a browser whose clock is that wrong could not have
    opened an https page, so such a file was made by hand, and it would hold every later change back.
    """
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        _refuse()
    version = _number(data.get("version"))
    if version > VERSION:
        raise NotebookError("newer")
    if version < VERSION:
        _refuse()
    document = _object(data, SHAPE, 0)
    settled = settle(document)
    if byte_size(settled) > MAX_BYTES:
        raise NotebookError("too-large")
    if now is not None and newest(settled) > now + MAX_AHEAD:
        raise NotebookError("clock")
    return settled


def byte_size(document: Document) -> int:
    """Bytes of UTF-8 in compact JSON, as a browser counts them."""
    return len(json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode())


def _object(data: dict[Any, Any], shape: Any, depth: int) -> Document:
    if depth > MAX_DEPTH or (shape is not None and not isinstance(shape, dict)):
        _refuse()
    inner = shape or {}
    return {_key(key): _node(child, key, inner.get(key, inner.get("*")), depth + 1) for key, child in data.items()}


def _node(data: object, key: str, shape: Any, depth: int) -> Json:
    if key in PLAIN:
        return PLAIN[key](data)
    if key == NOTE:
        return _note(data)
    if isinstance(data, dict) and key != ERASED:
        return _object(data, shape, depth)
    if isinstance(data, list):
        return _pair(data, shape, depth)
    return _value(data, MAX_DEPTH) if shape is None and key != ERASED else _refuse()


def _pair(data: list[Any], shape: Any, depth: int) -> Json:
    if len(data) != 2 or isinstance(shape, dict) or (shape is not None and type(data[0]) is not shape):
        _refuse()
    return [_value(data[0], depth + 1), _stamp(data[1])]


def _value(data: object, depth: int) -> Json:
    if data is None or isinstance(data, bool):
        return data
    if isinstance(data, str):
        return _text(data)
    if isinstance(data, list | dict) and depth > MAX_DEPTH:
        _refuse()
    if isinstance(data, list):
        return [_value(item, depth + 1) for item in data]
    if isinstance(data, dict):
        return {_key(key): _value(item, depth + 1) for key, item in data.items()}
    return _number(data)


def _note(data: object) -> Json:
    if not isinstance(data, list) or len(data) not in {2, 3}:
        _refuse()
    text, stamp = _text(data[0]), _stamp(data[1])
    if len(data) == 2:
        pen = f"s{stamp}"
        return [text, stamp, {"plume": pen, "vus": {pen: stamp}}]
    meta = data[2]
    if not isinstance(meta, dict) or not meta.keys() <= {"plume", "vus", "autres"}:
        _refuse()
    if not isinstance(meta.get("vus"), dict) or not isinstance(meta.get("autres", []), list):
        _refuse()
    seen = {_key(pen): _stamp(last) for pen, last in meta["vus"].items()}
    others: list[Json] = [_other(other, seen) for other in meta.get("autres", [])]
    checked: dict[str, Json] = {"vus": {**seen}, "autres": others}
    if "plume" in meta:
        checked["plume"] = _pen(meta["plume"], stamp, seen)
    elif text:
        _refuse()
    return [text, stamp, checked]


def _other(data: object, seen: dict[str, int]) -> list[Json]:
    if not isinstance(data, list) or len(data) != 3:
        _refuse()
    stamp = _stamp(data[1])
    return [_text(data[0]), stamp, _pen(data[2], stamp, seen)]


def _pen(data: object, stamp: int, seen: dict[str, int]) -> str:
    pen = _key(data)
    if stamp > seen.get(pen, -1):
        _refuse()
    return pen


def _key(data: object) -> str:
    if not isinstance(data, str) or not KEY.fullmatch(data):
        _refuse()
    return data


def _text(data: object) -> str:
    if not isinstance(data, str) or REFUSED_CHARACTERS.search(data):
        _refuse()
    return data


def _address(data: object) -> str:
    address = _text(data)
    if not ADDRESS.fullmatch(address):
        _refuse()
    return address


def _stamp(data: object) -> int:
    stamp = _number(data)
    if stamp < 0:
        _refuse()
    return stamp


def _number(data: object) -> int:
    if isinstance(data, bool) or not isinstance(data, int | float) or data != data or abs(data) > MAX_STAMP:
        _refuse()
    if data != int(data):
        _refuse()
    return int(data)


def _refuse(_constant: str = "") -> NoReturn:
    raise NotebookError("not-a-notebook")


PLAIN: dict[str, Callable[[object], Json]] = {"titre": _text, "url": _address, "version": _number}
