"""
What no form expects, by the type that a field announces. Values are bytes: an address and a form carry bytes, and some
of these are no text at all.
"""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

LONG = "é".encode() * 20_000
DIGITS = b"9" * 5_000

# A vertical tab, as a word processor pastes it, and other signs that nobody sees.
CONTROLS = "visio\x0b\x07\x1b\u202e\ufeff\U0010ffff\ufffe".encode()
NUL = b"visio\x00"
NO_UTF8 = b"\xff\xfe"
HALF_A_PAIR = b"\xed\xa0\x80"
NOT_TEXT = [CONTROLS, NUL, NO_UTF8, HALF_A_PAIR]
MARKUP = b" <script>'\"&amp;{{ x }}{% y %}%(z)s%s\\..//\r\n\t\xc2\xa0"
NUMBERS = [b"-1", b"0", b"1e999", str(2**63).encode(), DIGITS, "²".encode()]
DAYS = [b"9999-12-31", b"0001-01-01", b"2026-02-30"]
STRUCTURES = [b"null", b"[]", b"{}", b'"\\ud800"']

BY_TYPE = {
    "number": [b"", NUL, NO_UTF8, MARKUP, *NUMBERS, DAYS[0]],
    "date": [b"", *NOT_TEXT, MARKUP, *DAYS, b"10000-01-01", b"9999-12-31T23:59:59", DIGITS, b"-1"],
    "radio": [b"", NUL, HALF_A_PAIR, MARKUP, DIGITS, b"-1"],
    "hidden": [b"", *NOT_TEXT, MARKUP, *NUMBERS, *STRUCTURES],
    "text": [b"", *NOT_TEXT, MARKUP, DIGITS, DAYS[0], LONG],
}
ANYTHING = list(dict.fromkeys([b"", *NOT_TEXT, MARKUP, *NUMBERS, *DAYS, b"[]", LONG]))
SAME_AS = {
    "select": "radio",
    "checkbox": "radio",
    "submit": "radio",
    "datetime-local": "date",
    "time": "date",
    "range": "number",
    "password": "text",
    "email": "text",
    "url": "text",
    "search": "text",
    "tel": "text",
    "textarea": "text",
}


def hostile(kind: str) -> Iterator[list[bytes]]:
    """What is sent in a field, value after value; then the field twice, and not at all."""
    values = BY_TYPE.get(SAME_AS.get(kind, kind), ANYTHING)
    for value in values:
        yield [value]
    yield [values[0], values[2]]
    yield []


# In a path: what the pattern of its part lets through.
BY_CONVERTER = {
    "int": ["0", str(2**31), str(2**63), "9" * 5_000, "000001"],
    "slug": ["_", "-", "0", "9" * 5_000, "ZZZZZ", "a" * 300],
    "str": ["%00", "%ff", "%ed%a0%80", "%0b", "é" * 300, "9" * 5_000, "'", "%20"],
    "path": ["..", "%2e%2e/x", "%00", "%ff"],
    "regex": ["é" * 300, "9" * 5_000, "²", "_", "-"],
}

# In a body of JSON, in the place of a whole, of a part or of a value.
IN_JSON = [
    None, True, 0, -1, 2**63, 10**400, 1.5, "", "\x00", "\ud800", "9999-12-31", "x" * 10_000, [], {}, [[]],
    {"": {"": []}},
]  # fmt: skip
NO_JSON = [b"", b"{", b"\xff", b"[" * 100_000, b'{"a":' * 5_000, b"NaN", b"1e999", b'"' + b"9" * 5_000 + b'"', DIGITS]


def hostile_json(samples: list[Any]) -> Iterator[Any]:
    """Each value alone; then in the place of each part of each sample, and the sample without that part."""
    yield from IN_JSON
    for sample in samples:
        for way in list(_ways(sample)):
            for value in IN_JSON:
                changed = deepcopy(sample)
                _inside(changed, way[:-1])[way[-1]] = value
                yield changed
            changed = deepcopy(sample)
            del _inside(changed, way[:-1])[way[-1]]
            yield changed


def _ways(value: Any, here: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, part in parts:
        yield (*here, name)
        yield from _ways(part, (*here, name))


def _inside(value: Any, way: tuple[Any, ...]) -> Any:
    for name in way:
        value = value[name]
    return value


FILES = [
    ("vide.zip", b""),
    ("n’importe quoi.zip", b"PK\x03\x04" + b"\xff" * 200),
    ("a\x00\x0b.txt", b"::t::q {=a ~b}\x00"),
    ("é" * 200 + ".xml", b"<?xml version='1.0'?><quiz><question type='x'/></quiz>"),
    ("texte.txt", b"\xff\xfe\x00"),
    ("..\\x.zip", b"{"),
    ("image.png", b"\x89PNG\r\n\x1a\n" + b"\x00" * 30),
]
HEADERS = [
    ("HTTP_ACCEPT_LANGUAGE", "é" * 5_000),
    ("HTTP_REFERER", "http://[\xff"),
    ("HTTP_COOKIE", "session=\xff\x00; csrf=" + "9" * 5_000),
    ("HTTP_RANGE", "bytes=99-1,-"),
    ("HTTP_IF_MODIFIED_SINCE", "Sat, 99 Nov 99999 99:99:99 GMT"),
    ("HTTP_IF_NONE_MATCH", '"' * 999),
    ("HTTP_X_FORWARDED_FOR", "\xff, 999.1.1.1"),
    ("HTTP_ORIGIN", "null"),
    ("CONTENT_TYPE", "multipart/form-data"),
    ("CONTENT_TYPE", "application/x-www-form-urlencoded; charset=utf-99"),
    ("CONTENT_LENGTH", "-1"),
]
