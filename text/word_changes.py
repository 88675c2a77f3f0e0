"""
What changed between two texts, in words: never in time that grows faster than the limit says.

The common beginning and end are set aside, what is left is compared by a table of its paragraphs, then of the words of
the paragraphs that changed. A table past `LARGEST_TABLE` is not made: the whole piece is then replaced.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

LARGEST_TABLE = 250_000  # cells: a tenth of a second
_LINES = re.compile(r"[^\n]*\n+|[^\n]+\Z")
_WORDS = re.compile(r"\w+|\s+|[^\w\s]")


@dataclass(frozen=True)
class Change:
    """A piece of text: `same`, `removed` or `added`."""

    kind: str
    text: str


def word_changes(before: str, after: str, budget: "Budget | None" = None) -> list[Change]:
    """
    The pieces in order. Without what was added they are `before`, without what was removed `after`.

    Texts that are compared for one page share a `budget`.
    """
    budget = budget or Budget(LARGEST_TABLE)
    found: list[Change] = []
    removed = added = ""
    for change in [*_changes(_LINES.findall(before), _LINES.findall(after), budget), Change("same", "")]:
        if change.kind == "removed":
            removed += change.text
        elif change.kind == "added":
            added += change.text
        else:
            found += _changes(_WORDS.findall(removed), _WORDS.findall(added), budget)
            found.append(change)
            removed = added = ""
    return _joined(found)


class Budget:
    """How many cells may still be filled in."""

    def __init__(self, cells: int) -> None:
        self.cells = cells

    def allows(self, cells: int) -> bool:
        if cells > self.cells:
            return False
        self.cells -= cells
        return True


def _changes(before: Sequence[str], after: Sequence[str], budget: Budget) -> list[Change]:
    start = _common(before, after)
    end = _common(before[start:][::-1], after[start:][::-1])
    left, right = before[start : len(before) - end], after[start : len(after) - end]
    middle = _by_table(left, right) if budget.allows(len(left) * len(right)) else _replaced(left, right)
    return [
        *(Change("same", piece) for piece in before[:start]),
        *middle,
        *(Change("same", piece) for piece in before[len(before) - end :]),
    ]


def _common(left: Sequence[str], right: Sequence[str]) -> int:
    pairs = enumerate(zip(left, right, strict=False))
    return next((place for place, (one, other) in pairs if one != other), min(len(left), len(right)))


def _replaced(left: Sequence[str], right: Sequence[str]) -> list[Change]:
    return [*(Change("removed", piece) for piece in left), *(Change("added", piece) for piece in right)]


def _by_table(left: Sequence[str], right: Sequence[str]) -> list[Change]:
    """By the longest common subsequence."""
    lengths = [[0] * (len(right) + 1) for _ in range(len(left) + 1)]
    for row in range(len(left) - 1, -1, -1):
        for column in range(len(right) - 1, -1, -1):
            lengths[row][column] = (
                lengths[row + 1][column + 1] + 1
                if left[row] == right[column]
                else max(lengths[row + 1][column], lengths[row][column + 1])
            )
    found, row, column = [], 0, 0
    while row < len(left) and column < len(right):
        if left[row] == right[column]:
            found.append(Change("same", left[row]))
            row, column = row + 1, column + 1
        elif lengths[row + 1][column] >= lengths[row][column + 1]:
            found.append(Change("removed", left[row]))
            row += 1
        else:
            found.append(Change("added", right[column]))
            column += 1
    return [*found, *_replaced(left[row:], right[column:])]


def _joined(changes: Sequence[Change]) -> list[Change]:
    """Neighbours of one kind together; in each run of changes what was removed stands before what was added."""
    found: list[Change] = []
    run = {"removed": "", "added": ""}
    for change in [*changes, Change("same", "")]:
        if change.kind in run:
            run[change.kind] += change.text
            continue
        found += [Change(kind, text) for kind, text in run.items() if text]
        run = {"removed": "", "added": ""}
        if change.text and found and found[-1].kind == "same":
            found[-1] = Change("same", found[-1].text + change.text)
        elif change.text:
            found.append(change)
    return found
