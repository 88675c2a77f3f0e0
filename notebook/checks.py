"""The parts of a notebook that comes from elsewhere: each is checked or refused."""

import re
from collections.abc import Callable
from typing import Any, NoReturn

from .nodes import ERASED, ID, NOTE, Json

MAX_DEPTH = 12
MAX_STAMP = 2**53 - 1

WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")
ID_KEY = re.compile(rf"{ID}[A-Za-z0-9_-]{{1,80}}")
ADDRESS = re.compile(r"/(?![/\\])[!-~]*")
REFUSED_CHARACTERS = re.compile(r"[\x00\ud800-\udfff]")


class NotebookError(ValueError):
    """Why a notebook is refused: `not-a-notebook`, `newer`, `too-large` or `clock`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def check_leaf(key: str, data: object, shape: Any, depth: int) -> Json:
    """A pair, a note or a plain field, as the key and the shape ask for. Raises NotebookError."""
    if key in PLAIN:
        return PLAIN[key](data)
    if key == NOTE:
        return _note(data)
    if isinstance(data, list):
        return _pair(data, str if key == ERASED else shape, depth)
    if shape is not None or key == ERASED or isinstance(data, dict):
        refuse()
    return _value(data, MAX_DEPTH)


def check_key(key: object) -> str:
    """A word of the format, or an id. Raises NotebookError."""
    if not isinstance(key, str) or not (WORD.fullmatch(key) or ID_KEY.fullmatch(key)):
        refuse()
    return key


def check_number(data: object) -> int:
    """A whole number that JavaScript can hold. Raises NotebookError."""
    if isinstance(data, bool) or not isinstance(data, int | float) or data != data or abs(data) > MAX_STAMP:
        refuse()
    if data != int(data):
        refuse()
    return int(data)


def refuse(_constant: str = "") -> NoReturn:
    raise NotebookError("not-a-notebook")


def _pair(data: list[Any], shape: Any, depth: int) -> Json:
    if len(data) != 2 or isinstance(shape, dict) or (shape is not None and type(data[0]) is not shape):
        refuse()
    return [_value(data[0], depth + 1), _stamp(data[1])]


def _value(data: object, depth: int) -> Json:
    if data is None or isinstance(data, bool):
        return data
    if isinstance(data, str):
        return _text(data)
    if isinstance(data, list | dict) and depth > MAX_DEPTH:
        refuse()
    if isinstance(data, list):
        return [_value(item, depth + 1) for item in data]
    if isinstance(data, dict):
        return {_word(key): _value(item, depth + 1) for key, item in data.items()}
    return check_number(data)


def _note(data: object) -> Json:
    if not isinstance(data, list) or len(data) not in {2, 3}:
        refuse()
    text, stamp = _text(data[0]), _stamp(data[1])
    if len(data) == 2:
        pen = f"s{stamp}"
        return [text, stamp, {"plume": pen, "vus": {pen: stamp}}]
    meta = data[2]
    if not isinstance(meta, dict) or not meta.keys() <= {"plume", "vus", "autres"}:
        refuse()
    if not isinstance(meta.get("vus"), dict) or not isinstance(meta.get("autres", []), list):
        refuse()
    seen = {_word(pen): _stamp(last) for pen, last in meta["vus"].items()}
    others: list[Json] = [_other(other, seen) for other in meta.get("autres", [])]
    checked: dict[str, Json] = {"vus": {**seen}, "autres": others}
    if "plume" in meta:
        checked["plume"] = _pen(meta["plume"], stamp, seen)
    elif text:
        refuse()
    return [text, stamp, checked]


def _other(data: object, seen: dict[str, int]) -> list[Json]:
    if not isinstance(data, list) or len(data) != 3:
        refuse()
    stamp = _stamp(data[1])
    return [_text(data[0]), stamp, _pen(data[2], stamp, seen)]


def _pen(data: object, stamp: int, seen: dict[str, int]) -> str:
    pen = _word(data)
    if stamp > seen.get(pen, -1):
        refuse()
    return pen


def _word(data: object) -> str:
    if not isinstance(data, str) or not WORD.fullmatch(data):
        refuse()
    return data


def _text(data: object) -> str:
    if not isinstance(data, str) or REFUSED_CHARACTERS.search(data):
        refuse()
    return data


def _address(data: object) -> str:
    address = _text(data)
    if not ADDRESS.fullmatch(address):
        refuse()
    return address


def _stamp(data: object) -> int:
    stamp = check_number(data)
    if stamp < 0:
        refuse()
    return stamp


PLAIN: dict[str, Callable[[object], Json]] = {"titre": _text, "url": _address, "version": check_number}
