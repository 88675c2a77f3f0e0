"""Remembers what is already done, so that a second start skips it."""

import hashlib
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path


class Stamps:
    """One small file per step in `folder`, which holds the fingerprint of what the step was done from."""

    def __init__(self, folder: Path):
        self.folder = folder

    def is_current(self, name: str, fingerprint: str) -> bool:
        stamp = self.folder / name
        return stamp.is_file() and stamp.read_text() == fingerprint

    def unless_current(self, name: str, fingerprint: str, work: Callable[[], None]) -> None:
        """Does the work unless it was done from the same things; a step that fails leaves no stamp."""
        if self.is_current(name, fingerprint):
            return
        work()
        self.set(name, fingerprint)

    def exists(self, name: str) -> bool:
        return (self.folder / name).is_file()

    def set(self, name: str, fingerprint: str) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / name).write_text(fingerprint)

    def forget(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)


def contents(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def listing(paths: Iterable[Path], *others: str) -> str:
    """A fingerprint of names, sizes and dates: quick, and enough to notice a change."""
    digest = hashlib.sha256("\n".join(others).encode())
    for path in sorted(paths):
        state = path.stat()
        digest.update(f"{path}\0{state.st_size}\0{state.st_mtime_ns}\n".encode())
    return digest.hexdigest()
