"""
A Moodle backup (.mbz: a gzipped tar since 2.6 where the site chose so, else a zip) opened in a folder, safely.

Only the files that we read are written, by a list of the forms of their names: nothing else of an archive matters.
"""

import re
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO

from django.utils.translation import gettext as _

MAX_BYTES = 500_000_000
MAX_XML_BYTES = 60_000_000
MAX_TOTAL_BYTES = 1_500_000_000
MAX_ENTRIES = 60_000
CHUNK = 256 * 1024
READ = re.compile(
    r"(?:moodle_backup|files|questions)\.xml|sections/\w+/section\.xml|activities/\w+/\w+\.xml|files/[0-9a-f]{2}/[0-9a-f]{40}"
)


class BackupError(Exception):
    """Nothing could be read of a backup; the message says why, for the person who sent it."""


@contextmanager
def opened(source: Path) -> Iterator[Path]:
    """The folder of a backup. Raises `BackupError` for what is none, is cut short, leads outside or is too large."""
    if source.stat().st_size > MAX_BYTES:
        raise BackupError(_("This backup is larger than 500 MB."))
    with tempfile.TemporaryDirectory(prefix="parcours-mbz-") as name:
        try:
            _extract(source, Path(name))
        except (tarfile.TarError, zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError) as error:
            raise BackupError(
                _("This file is no Moodle backup that can be read, or it was cut short: send it again whole.")
            ) from error
        if not (Path(name) / "moodle_backup.xml").exists():
            raise BackupError(_("This archive is no Moodle backup: it has no moodle_backup.xml."))
        yield Path(name)


def _extract(source: Path, folder: Path) -> None:
    total = 0
    for count, (name, stream) in enumerate(_members(source)):
        path = PurePosixPath(name.replace("\\", "/"))
        if path.is_absolute() or ".." in path.parts or re.match(r"[A-Za-z]:", name):
            raise BackupError(
                _("A path of this archive leads outside of it: it is refused, for the safety of the site.")
            )
        if count >= MAX_ENTRIES or total > MAX_TOTAL_BYTES:
            raise BackupError(_("This archive would be too large once opened."))
        if stream is not None and READ.fullmatch(str(path)):
            total += _write(stream, folder / path)


def _members(source: Path) -> Iterator[tuple[str, IO[bytes] | None]]:
    """The names of an archive with their bytes; without them for folders, links and devices, which are never made."""
    if zipfile.is_zipfile(source):
        with zipfile.ZipFile(source) as archive:
            for entry in archive.infolist():
                if entry.is_dir():
                    yield entry.filename, None
                    continue
                with archive.open(entry) as stream:
                    yield entry.filename, stream
        return
    with tarfile.open(source, "r|gz") as archive:
        for member in archive:
            yield member.name, archive.extractfile(member) if member.isreg() else None


def _write(stream: IO[bytes], target: Path) -> int:
    """Counted as it is written: what an archive says of its sizes may be false."""
    limit = MAX_XML_BYTES if target.suffix == ".xml" else MAX_BYTES
    target.parent.mkdir(parents=True, exist_ok=True)
    written = 0
    with target.open("wb") as file:
        while chunk := stream.read(CHUNK):
            written += len(chunk)
            if written > limit:
                raise BackupError(_("This archive would be too large once opened."))
            file.write(chunk)
    return written
