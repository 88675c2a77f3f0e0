"""
The vectors of the passages, kept beside the index: a file that grows at its end, which several processes read.

Each entry is a document: its key, then for each passage the digest of its text and its vector in one byte a number. The
last entry of a key is the one that counts; one without a passage takes it away. An entry that was cut short or damaged
ends the file: whoever writes next writes over it.
"""

import hashlib
import os
import struct
import threading
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from fcntl import LOCK_EX, LOCK_NB, flock
from functools import wraps
from pathlib import Path
from typing import Concatenate, NamedTuple, ParamSpec, TypeVar

import numpy as np

from search.meaning.model import DIGEST, DIMENSIONS

FORMAT = 1
HEAD = struct.Struct("<IHH")
"""Checksum, letters of the key, number of passages."""
ROW = np.dtype([("digest", "u1", 6), ("scale", "<f2"), ("values", "i1", DIMENSIONS)])
NO_ROWS = np.zeros(0, ROW)
CODES = DIMENSIONS // 64
SAMPLE = 4_000
SHORTLIST = 10
"""How many times more passages are weighed exactly than are wanted: the others are far by the signs alone."""
MOST_WASTED = 2
"""A file so many times longer than what it holds is written anew."""


class Near(NamedTuple):
    """A document, how near its nearest passage is to a question, and the number of that passage."""

    key: str
    score: float
    passage: int


def digest_of(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()[:6]


def rows_of(texts: Sequence[str], vectors: np.ndarray) -> np.ndarray:
    """Texts and their vectors as they are kept: 392 bytes each."""
    rows = np.zeros(len(texts), ROW)
    scales = np.abs(vectors).max(axis=1) / 127
    rows["digest"] = [list(digest_of(text)) for text in texts]
    rows["scale"] = scales
    rows["values"] = np.rint(vectors / np.maximum(scales, 1e-9)[:, None]).clip(-127, 127)
    return rows


Answered = TypeVar("Answered")
Asked = ParamSpec("Asked")


def _alone(ask: Callable[Concatenate["Vectors", Asked], Answered]) -> Callable[Concatenate["Vectors", Asked], Answered]:
    """One thread at a time, after what was written since."""

    @wraps(ask)
    def locked(self: "Vectors", /, *args: Asked.args, **kwargs: Asked.kwargs) -> Answered:
        with self._mutex:
            self._read()
            return ask(self, *args, **kwargs)

    return locked


class Vectors:
    def __init__(self, folder: Path) -> None:
        self._mutex = threading.RLock()
        self.folder = folder
        self.path = folder / f"vectors-{FORMAT}-{DIGEST[:12]}"
        self._forget()

    def _forget(self) -> None:
        self._inode, self._end = 0, 0
        self._documents: dict[str, tuple[int, int]] = {}  # the first row of a document, and how many it has
        self._keys: list[str] = []  # of each row
        self._alive = np.zeros(0, bool)
        self._heads = np.zeros(0, bool)  # what says what a document is, before its passages
        self._places = np.zeros(0, np.int64)  # where each row stands in the file
        self._codes = np.zeros((0, CODES), np.uint64)
        self._middle: np.ndarray | None = None
        self._measured = 0
        self._file = np.zeros(0, np.uint8)

    @_alone
    def __len__(self) -> int:
        """How many passages there are."""
        return int(self._alive.sum())

    @_alone
    def keys(self) -> set[str]:
        return set(self._documents)

    @_alone
    def rows(self, key: str) -> np.ndarray:
        first, count = self._documents.get(key, (0, 0))
        return self._rows(np.arange(first, first + count))

    @_alone
    def nearest(self, question: np.ndarray, most: int, heads: bool = False) -> list[Near]:
        """The documents whose passages, or only heads, are nearest, the nearest first."""
        chosen = self._alive & self._heads if heads else self._alive
        if self._middle is None or not chosen.any():
            return []
        apart = np.bitwise_count(self._codes ^ _signs(question[None] - self._middle)).sum(axis=1, dtype=np.int16)
        apart[~chosen] = DIMENSIONS + 1
        count = min(most * SHORTLIST, int(chosen.sum()))
        close = np.argpartition(apart, count - 1)[:count]
        scores = _products(self._rows(close), question)
        found: dict[str, Near] = {}
        for place in np.argsort(-scores, kind="stable"):
            row = int(close[place])
            key = self._keys[row]
            if key not in found:
                found[key] = Near(key, float(scores[place]), row - self._documents[key][0])
                if len(found) == most:
                    break
        return list(found.values())

    @_alone
    def scores(self, keys: Iterable[str], question: np.ndarray, head: float = 0.0) -> dict[str, float]:
        """How near each document is, of those that are kept: its head by this share, its nearest passage by the rest."""
        found = {key: self._documents[key] for key in keys if key in self._documents}
        if not found:
            return {}
        rows = np.concatenate([np.arange(first, first + count) for first, count in found.values()])
        starts = np.cumsum([0, *(count for _, count in found.values())][:-1])
        products = _products(self._rows(rows), question)
        said = head * products[starts] + (1 - head) * np.maximum.reduceat(products, starts)
        return dict(zip(found, map(float, said), strict=True))

    @_alone
    def nearest_passage(self, key: str, question: np.ndarray, first: int = 0) -> int | None:
        """The number of the passage of a document that is nearest, from the `first` on."""
        rows = self.rows(key)[first:]
        return int(np.argmax(_products(rows, question))) + first if len(rows) else None

    @contextmanager
    def lock(self) -> Iterator[bool]:
        """Whether this process may write: one does, the others do something else."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / "vectors.lock").open("w") as file:
            try:
                flock(file, LOCK_EX | LOCK_NB)
            except BlockingIOError:
                yield False
                return
            yield True

    @_alone
    def write(self, documents: Mapping[str, np.ndarray]) -> None:
        """Replaces documents, or takes away those without rows. To be called with the lock."""
        with self.path.open("r+b" if self.path.exists() else "w+b") as file:
            file.truncate(self._end)
            file.seek(self._end)
            file.write(b"".join(_entry(key, rows) for key, rows in documents.items()))
        self._read()
        if self._end > MOST_WASTED * ROW.itemsize * max(int(self._alive.sum()), 1_000):
            self._write_anew()

    def _write_anew(self) -> None:
        fresh = self.path.with_suffix(".new")
        with fresh.open("wb") as file:
            for key in self._documents:
                file.write(_entry(key, self.rows(key)))
        fresh.replace(self.path)

    def remove_others(self) -> None:
        """What another model or another version left."""
        for path in self.folder.glob("vectors-*"):
            if path != self.path:
                path.unlink(missing_ok=True)

    def _rows(self, numbers: np.ndarray) -> np.ndarray:
        places = self._places[numbers][:, None] + np.arange(ROW.itemsize)
        return self._file[places].view(ROW)[:, 0]

    def _read(self) -> None:
        """What was written since, by any process: one `stat` when nothing was."""
        try:
            state = os.stat(self.path)
        except OSError:
            self._forget()
            return
        if state.st_ino != self._inode or state.st_size < self._end:
            self._forget()
            self._inode = state.st_ino
        if state.st_size > self._end:
            self._file = np.memmap(self.path, np.uint8, "r")
            self._take_in()

    def _take_in(self) -> None:
        places: list[int] = []
        heads: list[bool] = []
        start = len(self._keys)
        for key, place, count in self._entries():
            first, former = self._documents.pop(key, (0, 0))
            dead = np.arange(first, first + former)
            self._alive = _longer(self._alive, len(self._keys))
            self._alive[dead] = False
            if count:
                self._documents[key] = (len(self._keys), count)
                self._keys += [key] * count
                heads += [True, *[False] * (count - 1)]
                places += range(place, place + count * ROW.itemsize, ROW.itemsize)
        self._alive = _longer(self._alive, len(self._keys))
        self._heads = np.concatenate([self._heads, np.array(heads, bool)])
        self._places = np.concatenate([self._places, np.array(places, np.int64)])
        self._encode(start)

    def _entries(self) -> Iterator[tuple[str, int, int]]:
        """Key, place of the first row and number of rows of each entry that is not read yet."""
        whole = self._file.data
        while self._end + HEAD.size <= len(whole):
            checksum, letters, count = HEAD.unpack_from(whole, self._end)
            body = self._end + HEAD.size
            end = body + letters + count * ROW.itemsize
            if end > len(whole) or zlib.crc32(whole[body:end]) != checksum:
                return
            self._end = end
            yield bytes(whole[body : body + letters]).decode(), body + letters, count

    def _encode(self, start: int) -> None:
        """The signs of the rows from `start` on, about the middle of all: this model's vectors lie on one side."""
        count = len(self._places)
        if self._middle is None or count > 2 * self._measured:
            chosen = np.linspace(0, count - 1, min(count, SAMPLE)).astype(np.int64) if count else np.zeros(0, np.int64)
            self._middle = _vectors(self._rows(chosen)).mean(axis=0) if count else None
            self._measured, start = count, 0
            self._codes = np.zeros((0, CODES), np.uint64)
        parts = [self._codes[:start]]
        for first in range(start, count, SAMPLE):
            part = self._rows(np.arange(first, min(first + SAMPLE, count)))
            parts.append(_signs(_vectors(part) - self._middle))
        self._codes = np.concatenate(parts)


def _entry(key: str, rows: np.ndarray) -> bytes:
    name = key.encode()
    body = name + rows.tobytes()
    return HEAD.pack(zlib.crc32(body), len(name), len(rows)) + body


def _vectors(rows: np.ndarray) -> np.ndarray:
    return rows["values"].astype(np.float32) * rows["scale"].astype(np.float32)[:, None]


def _products(rows: np.ndarray, question: np.ndarray) -> np.ndarray:
    return _vectors(rows) @ question.astype(np.float32)


def _signs(vectors: np.ndarray) -> np.ndarray:
    return np.packbits(vectors > 0, axis=1).view(np.uint64)


def _longer(flags: np.ndarray, length: int) -> np.ndarray:
    return np.concatenate([flags, np.ones(length - len(flags), bool)])
