"""Fenced code in Markdown, found in one pass: the typography leaves it alone, the renderer shows it as it is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_OPENING = re.compile(r" {0,3}(`{3,}|~{3,}) *([\w+.#-]{0,30}) *$")


@dataclass(frozen=True)
class Fence:
    """`start` and `end` are line numbers, the fences included; `code` is what stands between them."""

    start: int
    end: int
    code: str


def fences(lines: list[str]) -> Iterator[Fence]:
    """The fenced blocks of a text in order. One that nobody closes runs to the end, as in CommonMark."""
    number = 0
    while number < len(lines):
        opening = _OPENING.match(lines[number])
        if not opening:
            number += 1
            continue
        start, mark = number, opening[1]
        number += 1
        while number < len(lines) and not _closes(lines[number], mark):
            number += 1
        number += 1
        yield Fence(start, min(number, len(lines)), "\n".join(lines[start + 1 : number - 1]))


def _closes(line: str, mark: str) -> bool:
    stripped = line.strip(" ")
    return len(stripped) >= len(mark) and not stripped.strip(mark[0]) and not line.startswith("    ")
