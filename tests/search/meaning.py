"""A model of a few words, for the tests: what means the same lies on the same side."""

from collections.abc import Sequence

import numpy as np

from search.meaning.model import DIMENSIONS
from search.words import split

MEANINGS = {
    "excel": 0, "tableur": 0, "tableau": 0, "chiffres": 0,
    "jour": 1, "date": 1, "creneau": 1,
    "argent": 2, "tresorerie": 2, "cotisation": 2,
}  # fmt: skip


class SmallModel:
    def __init__(self) -> None:
        self.read: list[str] = []

    def question(self, text: str) -> np.ndarray:
        return _vector(text)

    def passages(self, texts: Sequence[str]) -> np.ndarray:
        self.read += texts
        return np.array([_vector(text) for text in texts])


class Forbidden(SmallModel):
    """Answers questions, and reads nothing."""

    def passages(self, texts: Sequence[str]) -> np.ndarray:
        raise AssertionError("a passage was read")


def _vector(text: str) -> np.ndarray:
    found = np.full(DIMENSIONS, 0.01, np.float32)
    for word in split(text):
        found[MEANINGS.get(word, 3 + sum(map(ord, word)) % (DIMENSIONS - 3))] += 1
    return found / np.linalg.norm(found)
