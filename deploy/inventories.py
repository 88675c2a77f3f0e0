"""
What an archive says it holds: the digest of every file, the rows of every table, the settings without their secrets.

Written last in the archive, from the bytes that went into it; compared when it is made and each time it is read.
"""

import hashlib
import json
import re
import sqlite3
import subprocess
import tarfile
from collections.abc import Mapping
from contextlib import closing
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import IO, Any
from urllib.parse import urlsplit, urlunsplit

from hosting import CLONE, HostError

NAME = "parcours.json"
SETTINGS = "parcours.env"
SECRET = re.compile(r"KEY|SECRET|PASSWORD|TOKEN")
BLOCK = 1 << 20


class _Digesting:
    """A file that keeps the digest of what was read of it."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file, self.digest = file, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        block = self._file.read(size)
        self.digest.update(block)
        return block


def write(tar: tarfile.TarFile, database: Path, media: Path | None, values: Mapping[str, str]) -> None:
    """Everything of an archive, its inventory last."""
    _add_text(tar, SETTINGS, without_secrets(values))
    digests = {database.name: _add(tar, database, database.name)}
    if media and media.is_dir():
        for path in (media, *sorted(media.rglob("*"))):
            name = str(Path("media") / path.relative_to(media))
            if path.is_file() and not path.is_symlink():
                digests[name] = _add(tar, path, name)
            elif path.is_dir():
                tar.add(path, name, recursive=False)
    told = {
        "made": datetime.now(UTC).isoformat(),
        "version": _version(),
        "database": database.name,
        "files": digests,
        "tables": rows_of_tables(database),
    }
    _add_text(tar, NAME, json.dumps(told))


def _add(tar: tarfile.TarFile, path: Path, name: str) -> str:
    with path.open("rb") as file:
        reader = _Digesting(file)
        tar.addfile(tar.gettarinfo(arcname=name, fileobj=file), reader)
    return reader.digest.hexdigest()


def _digest(file: IO[bytes]) -> str:
    digest = hashlib.sha256()
    while block := file.read(BLOCK):
        digest.update(block)
    return digest.hexdigest()


def _add_text(tar: tarfile.TarFile, name: str, text: str) -> None:
    content = text.encode()
    info = tarfile.TarInfo(name)
    info.size, info.mode, info.mtime = len(content), 0o600, int(datetime.now(UTC).timestamp())
    tar.addfile(info, BytesIO(content))


def _version() -> str:
    ask = ["git", "-c", "safe.directory=*", "-C", str(CLONE), "rev-parse", "HEAD"]  # the code is root's
    return subprocess.run(ask, capture_output=True, text=True, check=False).stdout.strip()


def without_secrets(values: Mapping[str, str]) -> str:
    """The lines of the settings file; keys are left out, and what an address says before its host."""
    lines = []
    for name, value in sorted(values.items()):
        if name.startswith("PARCOURS_") and not SECRET.search(name):
            lines.append(f"{name}={_without_user(value) if '://' in value else value}\n")
    return "".join(lines)


def _without_user(address: str) -> str:
    """`smtp://mail.example.org:587` of `smtp://user:password@mail.example.org:587`."""
    parts = urlsplit(address)
    query = "" if "password" in parts.query.casefold() else parts.query
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2], query=query))


def rows_of_tables(database: Path) -> dict[str, int]:
    """Nothing for PostgreSQL: its dump is compared as a file."""
    if database.suffix != ".sqlite3":
        return {}
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as base:
        names = [name for (name,) in base.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
        return {name: base.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}  # noqa: S608


def check(archive: Path) -> None:
    """Reads again what was just written."""
    found: dict[str, str] = {}
    told: dict[str, Any] = {}
    with tarfile.open(archive) as tar:
        for member in tar:
            file = tar.extractfile(member)
            if file is not None:
                found[member.name] = _digest(file)
            if member.name == NAME:
                told = json.loads((tar.extractfile(member) or BytesIO()).read())
    _compare(told, found)


def check_unpacked(folder: Path) -> None:
    """Archives of before the inventories say nothing of their files: their reading to the end has to do."""
    path = folder / NAME
    if not path.is_file():
        return
    try:
        told = json.loads(path.read_bytes())
    except ValueError as error:
        raise HostError("L’inventaire de l’archive ne se lit pas. Rien n’a été changé.") from error
    found = {}
    for name in told.get("files", {}):
        if (folder / name).is_file():
            with (folder / name).open("rb") as file:
                found[name] = _digest(file)
    _compare(told, found)
    database = folder / str(told.get("database", ""))
    if told.get("tables") and rows_of_tables(database) != told["tables"]:
        raise HostError("Une table de l’archive n’a pas ses lignes. Rien n’a été changé.")


def _compare(told: Mapping[str, Any], found: Mapping[str, str]) -> None:
    for name, digest in told.get("files", {}).items():
        if found.get(name) != digest:
            raise HostError(f"Dans l’archive, {name} n’est pas ce qu’il était. Rien n’a été changé.")
