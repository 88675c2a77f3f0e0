"""Archives of a site: a dated tar with the database, the media and what made it. Written, read, put in place."""

import os
import shutil
import sqlite3
import subprocess
import tarfile
import tempfile
from collections.abc import Mapping
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import inventories
import sealing
from hosting import HostError, data_folder, without_password

SQLITE, POSTGRESQL = "parcours.sqlite3", "parcours.pgdump"
ARCHIVES = "parcours-*.tar.gz*"  # sealed ones too
MARGIN = 200_000_000  # bytes left free for a site that goes on


def address_of(values: Mapping[str, str]) -> str:
    return values.get("PARCOURS_DATABASE") or "sqlite"


def is_postgresql(values: Mapping[str, str]) -> bool:
    return address_of(values).startswith("postgres")


def sqlite_path(values: Mapping[str, str]) -> Path:
    named = address_of(values).removeprefix("sqlite").removeprefix("://")
    return Path(named) if named else data_folder(values) / SQLITE


def save(folder: Path, values: Mapping[str, str], *, with_media: bool = True, key: Path | None = None) -> Path:
    """
    The archive, under its name only once it is whole and read again; nothing else stays, whatever happens.

    With a public key, what is kept is sealed for whoever has the other half, and nobody on this machine reads it again.
    What a run that was killed left behind is removed by the next: the caller holds the lock of the folder.
    """
    folder.mkdir(parents=True, exist_ok=True)
    clear_leftovers(folder)
    media = data_folder(values) / "media"
    check_room(folder, values, media if with_media else None)
    name = f"parcours-{datetime.now(UTC):%Y-%m-%dT%H%M%S}.tar.gz"
    with tempfile.TemporaryDirectory(prefix=".partial-", dir=folder) as scratch:
        copy = copy_database(values, Path(scratch))
        made = Path(scratch) / name
        with tarfile.open(made, "w:gz") as tar:
            made.chmod(0o600)
            inventories.write(tar, copy, media if with_media else None, values)
        inventories.check(made)
        if key:
            made = sealing.seal(made, key)
        with made.open("rb") as file:
            os.fsync(file.fileno())
        return made.rename(folder / made.name)


def clear_leftovers(folder: Path) -> None:
    """Of this version and of the former one, which left its copies of the database there."""
    for path in [*folder.glob(".partial-*"), *(found.parent for found in folder.glob(f"tmp*/{SQLITE}"))]:
        shutil.rmtree(path, ignore_errors=True)
    for path in folder.glob("parcours-*.partial"):
        path.unlink(missing_ok=True)


def check_room(folder: Path, values: Mapping[str, str], media: Path | None) -> None:
    """A full disk stops the site too: rather no archive than the last bytes. Twice the database: a copy, an archive."""
    needed = 2 * _database_bytes(folder, values) + (_bytes_under(media) if media else 0) + MARGIN
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise HostError(
            f"Pas de sauvegarde : il faut {needed / 1e6:.0f} Mo libres dans {folder}, il en reste {free / 1e6:.0f}. "
            "Les archives précédentes sont intactes. Faites de la place, ou gardez-en moins (--keep)."
        )


def _database_bytes(folder: Path, values: Mapping[str, str]) -> int:
    if is_postgresql(values):
        return max((path.stat().st_size for path in folder.glob(ARCHIVES)), default=0)
    path = sqlite_path(values)
    return sum(part.stat().st_size for part in path.parent.glob(f"{path.name}*"))


def _bytes_under(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def copy_database(values: Mapping[str, str], folder: Path) -> Path:
    """The database as it is at one moment, the site running: SQLite by its own backup interface, or pg_dump."""
    if is_postgresql(values):
        copy = folder / POSTGRESQL
        _postgresql("pg_dump", values, "--format=custom", f"--file={copy}")
        return copy
    source, copy = sqlite_path(values), folder / SQLITE
    if not source.exists():
        raise HostError(f"La base de données n’est pas là : {source}")
    try:
        origin, target = sqlite3.connect(f"file:{source}?mode=ro", uri=True), sqlite3.connect(copy)
        with closing(origin), closing(target):
            origin.backup(target)
            (verdict,) = target.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.Error as error:
        raise HostError(f"La base de données n’a pas pu être copiée : {error}") from error
    if verdict != "ok":
        raise HostError(f"La base de données est abîmée : {verdict}. Les archives précédentes sont intactes.")
    copy.chmod(0o600)
    return copy


def _postgresql(program: str, values: Mapping[str, str], *arguments: str, last: str = "") -> None:
    address, secret = without_password(address_of(values))
    command = [program, *arguments, f"--dbname={address}", *([last] if last else [])]
    result = subprocess.run(command, env=dict(values) | secret, capture_output=True, text=True, check=False)
    if result.returncode:
        raise HostError(f"{program} a échoué : {result.stderr.strip()[-500:]}")


def forget_oldest(folder: Path, keep: int) -> None:
    for archive in sorted(folder.glob(ARCHIVES))[:-keep]:
        archive.unlink()


def unpack(archive: Path, folder: Path) -> Path:
    """The files of an archive in `folder`, each compared; returns its database. Nothing leaves the folder (PEP 706)."""
    try:
        with sealing.opened(archive, folder) as plain, tarfile.open(plain) as tar:
            tar.extractall(folder, filter="data")
    except (tarfile.TarError, EOFError, OSError) as error:
        raise HostError(f"{archive} ne se lit pas en entier : {error}. Rien n’a été changé.") from error
    inventories.check_unpacked(folder)
    for name in (SQLITE, POSTGRESQL):
        if (folder / name).is_file():
            return folder / name
    raise HostError(f"{archive} ne contient pas de base de données. Rien n’a été changé.")


def check_kind(copy: Path, values: Mapping[str, str]) -> None:
    if is_postgresql(values) != (copy.name == POSTGRESQL):
        kinds = {True: "PostgreSQL", False: "SQLite"}
        raise HostError(
            f"Cette archive vient d’un site sur {kinds[copy.name == POSTGRESQL]}, celui-ci est sur "
            f"{kinds[is_postgresql(values)]}. Restaurez-la sur une base de sa sorte, puis déménagez avec "
            "`manage.py copy_database` (docs/how-to/deploy.md)."
        )


def put_database(copy: Path, values: Mapping[str, str]) -> None:
    """In the place of the one that is there, which the caller has set aside. The site is stopped."""
    if is_postgresql(values):
        _empty_postgresql(values)
        _postgresql("pg_restore", values, "--no-owner", "--no-privileges", "--exit-on-error", last=str(copy))
        return
    target = sqlite_path(values)
    for suffix in ("-wal", "-shm"):  # of the former base: SQLite would read them into this one
        target.with_name(target.name + suffix).unlink(missing_ok=True)
    copy.chmod(0o640)
    shutil.move(copy, target)


def _empty_postgresql(values: Mapping[str, str]) -> None:
    """Tables of a newer version too, which `pg_restore --clean` would leave: the next migration would meet them."""
    address, secret = without_password(address_of(values))
    empty = "DO $$ DECLARE t record; BEGIN FOR t IN SELECT tablename FROM pg_tables WHERE schemaname = current_schema()"
    empty += " LOOP EXECUTE format('DROP TABLE IF EXISTS %I CASCADE', t.tablename); END LOOP; END $$"
    command = ["psql", "--quiet", "--set=ON_ERROR_STOP=1", f"--dbname={address}", f"--command={empty}"]
    result = subprocess.run(command, env=dict(values) | secret, capture_output=True, text=True, check=False)
    if result.returncode:
        raise HostError(f"psql a échoué : {result.stderr.strip()[-500:]}")
