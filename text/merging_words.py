"""Two changes of one text put together, word by word, when they do not touch the same words."""

from itertools import pairwise

from text.word_changes import word_changes

Edit = tuple[int, int, str]


def merge(base: str, one: str, other: str) -> str | None:
    """
    `base` with what `one` and `other` changed in it; nothing when both changed the same place, each in its way.

    The order of the two does not matter.
    """
    edits = sorted({*_edits(base, one), *_edits(base, other)})
    if any(_collide(first, second) for first, second in pairwise(edits)):
        return None
    merged, place = "", 0
    for start, end, text in edits:
        merged += base[place:start] + text
        place = end
    return merged + base[place:]


def _collide(first: Edit, second: Edit) -> bool:
    """Of two different edits in order: whether they touch the same words, or insert at the same point."""
    return second[0] < first[1] or second[0] == first[0]


def _edits(base: str, changed: str) -> list[Edit]:
    """Where the words of `base` are replaced: from, to (in characters), by what."""
    found: list[Edit] = []
    place = 0
    for change in word_changes(base, changed):
        if change.kind == "same":
            place += len(change.text)
        elif change.kind == "removed":
            found.append((place, place + len(change.text), ""))
            place += len(change.text)
        elif found and found[-1][1] == place and not found[-1][2]:
            found[-1] = (*found[-1][:2], change.text)
        else:
            found.append((place, place, change.text))
    return found
