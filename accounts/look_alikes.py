"""
The characters that a reader takes for others, by Unicode's own table (UTS 39, "skeleton").

The table tells large letters from small ones; names are compared without that, so that here `I`, `i`, `l` and `1` are
one character, as are `0`, `O` and `o`.
"""

import unicodedata
from functools import cache
from pathlib import Path

TABLE = Path(__file__).resolve().parent / "data" / "confusables.tsv"


def skeleton(text: str) -> str:
    """What two texts have in common when a reader would take one for the other. It is for comparing, not for reading."""
    seen = "".join(_look(character) for character in unicodedata.normalize("NFKD", text))
    once_more = "".join(_table().get(character, character) for character in seen.casefold())
    return unicodedata.normalize("NFKD", once_more).casefold().replace("i", "l")


def _look(character: str) -> str:
    """What a character looks like; a Latin letter where it does as a small or as a large one (“м”, like “М”, is an M)."""
    alike = _table().get(character, character)
    if alike.isascii():
        return alike
    large = _table().get(character.upper(), character.upper())
    return large if large.isascii() else alike


@cache
def _table() -> dict[str, str]:
    rows = (line.split("\t") for line in TABLE.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    return {chr(int(code, 16)): alike for code, alike in rows}
