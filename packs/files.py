"""The folder of a pack: finding its files, opening a zip safely, splitting front matter from text."""

import re
import stat
import tempfile
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from django.utils.translation import gettext as _

from . import yaml_text
from .problems import PackError, Problem

MAX_FILES = 20_000
MAX_TEXT_BYTES = 1_000_000
MAX_TOTAL_BYTES = 2_000_000_000
MAX_ZIP_RATIO = 200
MAX_WHOLE_RATIO = 60
SMALL_ARCHIVE_BYTES = 20_000_000
# What Macs and Windows write by themselves in the folders that people open, and in the archives they make.
LEFT_BY_SYSTEMS = {"thumbs.db", "ehthumbs.db", "desktop.ini", "__macosx", "icon\r"}
# The files whose settings are a list.
LISTS = {"vocabulary/needs.yaml", "vocabulary/themes.yaml", "vocabulary/audiences.yaml", "media/media.yaml"}
FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)(?:\n)?^---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)


@dataclass
class PackFile:
    """
    One text file: `path` inside the pack, `data` its front matter, `text` what follows, `lines` where each key stands.

    A YAML file is all data; its `text` is the file as it was written.
    """

    path: str
    data: dict[str, Any]
    text: str = ""
    text_line: int = 1
    lines: dict[yaml_text.Path, int] = field(default_factory=dict)

    @property
    def reference(self) -> str:
        """How other files name it: its path without its ending."""
        return self.path.rsplit(".", 1)[0]

    def line_of(self, path: yaml_text.Path) -> int:
        """The line of a path, or of the nearest thing that holds it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


@contextmanager
def opened(source: Path) -> Iterator[Path]:
    """The folder of a pack that is a folder or a zip. A zip that is not safe raises `PackError`."""
    if source.is_dir():
        yield source
        return
    if not source.exists():
        raise PackError([Problem(str(source), 0, _("There is no such folder or file."))])
    with tempfile.TemporaryDirectory(prefix="parcours-pack-") as name:
        folder = Path(name)
        _extract(source, folder)
        manifests = sorted(folder.glob("pack.yaml")) or sorted(folder.glob("*/pack.yaml"))
        yield manifests[0].parent if manifests else folder


def _extract(source: Path, folder: Path) -> None:
    try:
        with zipfile.ZipFile(source) as archive:
            entries = [entry for entry in archive.infolist() if not is_left_by_systems(entry.filename)]
            problems = [Problem(entry.filename[:200], 0, why) for entry in entries if (why := _danger(entry))]
            if len(entries) > MAX_FILES or _grows_too_much(entries, source.stat().st_size):
                problems.append(Problem(source.name, 0, _("This archive would be too large once opened.")))
            if problems:
                raise PackError(problems)
            for entry in entries:
                entry.filename = normal_name(entry.filename)
                archive.extract(entry, folder)
    except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError, OSError, ValueError) as error:
        raise PackError([Problem(source.name, 0, _("This file is not a zip archive that can be read."))]) from error


def _grows_too_much(entries: list[zipfile.ZipInfo], archive_bytes: int) -> bool:
    """All files together: a bomb may be made of many small ones, and its entries may share the same bytes."""
    total = sum(entry.file_size for entry in entries)
    return total > MAX_TOTAL_BYTES or total > max(SMALL_ARCHIVE_BYTES, MAX_WHOLE_RATIO * archive_bytes)


def _danger(entry: zipfile.ZipInfo) -> str:
    path = PurePosixPath(entry.filename.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or re.match(r"[A-Za-z]:", entry.filename):
        return _("This path leads outside of the pack.")
    if stat.S_ISLNK(entry.external_attr >> 16):
        return _("This is a symbolic link; a pack holds files only.")
    if entry.file_size > 1_000_000 and entry.file_size > MAX_ZIP_RATIO * max(entry.compress_size, 1):
        return _("This file grows far too much when it is opened.")
    return ""


def normal_name(name: str) -> str:
    """A name as people type it: a Mac writes « é » as two characters in the names of files."""
    return unicodedata.normalize("NFC", name)


def is_left_by_systems(name: str) -> bool:
    """Files that nobody put there: `.DS_Store`, `Thumbs.db`, `__MACOSX/…`, and all that is hidden."""
    parts = PurePosixPath(name).parts
    return any(part.lower() in LEFT_BY_SYSTEMS or (part.startswith(".") and part != "..") for part in parts)


def names_in(folder: Path) -> dict[str, Path]:
    """The files of a folder by their names in the pack, in order, without what systems leave there."""
    found: dict[str, Path] = {}
    for path in sorted(folder.rglob("*")):
        name = normal_name(path.relative_to(folder).as_posix())
        if not path.is_dir() and not is_left_by_systems(name):
            found[name] = path
    return found


def is_inside(name: str) -> bool:
    """Whether a name written in a pack stays in the folder that it is joined to, here and on every other site."""
    path = PurePosixPath(name)
    plain = "\\" not in name and all(character.isprintable() for character in name)
    return plain and not path.is_absolute() and ".." not in path.parts and path.as_posix() == name and name != "."


def read(full: Path, path: str, problems: list[Problem]) -> PackFile | None:
    """One Markdown or YAML file, called `path` in the pack; what is wrong with it goes to `problems`."""
    content = _text_of(full, path, problems)
    if content is None:
        return None
    front, text, text_line = content, content, 1
    if path.endswith(".md"):
        match = FRONT_MATTER.match(content)
        if not match:
            problems.append(Problem(path, 1, _("The file must start with its front matter, between two lines “---”.")))
            return None
        front, text = match.group(1), content[match.end() :]
        text_line = content[: match.end()].count("\n") + 1
    first_line = 2 if path.endswith(".md") else 1
    try:
        data, lines = yaml_text.load(front, first_line)
    except yaml_text.YamlError as error:
        problems.append(Problem(path, error.line, str(error)))
        return None
    if not isinstance(data, dict if path not in LISTS else dict | list):
        problems.append(Problem(path, first_line, _("Settings are expected here, one “key: value” a line.")))
        return None
    leading = len(text) - len(text.lstrip("\n"))
    return PackFile(path, data, text.strip("\n"), text_line + leading, lines)


def _text_of(full: Path, path: str, problems: list[Problem]) -> str | None:
    why = ""
    try:
        if full.is_symlink():
            why = _("This is a symbolic link; a pack holds files only.")
        elif full.stat().st_size > MAX_TEXT_BYTES:
            why = _("This file is too large for a text.")
        else:
            return normal_name(full.read_bytes().decode("utf-8-sig").replace("\r\n", "\n"))
    except UnicodeDecodeError:
        why = _("This file is not in UTF-8.")
    except OSError:
        why = _("This file cannot be read.")
    problems.append(Problem(path, 0, why))
    return None


def write(folder: Path, path: str, data: Any, text: str = "") -> None:
    """Writes one file in its canonical form."""
    full = place_in(folder, path)
    full.write_text(as_text(path, data, text), encoding="utf-8", newline="\n")


def place_in(folder: Path, path: str) -> Path:
    """Where a file of this name is written, its folder made. Raises `PackError` for a name that leads outside."""
    full = folder / path
    if not is_inside(path) or not full.resolve().is_relative_to(folder.resolve()):
        raise PackError([Problem(path, 0, _("This path leads outside of the pack."))])
    full.parent.mkdir(parents=True, exist_ok=True)
    return full


def as_text(path: str, data: Any, text: str = "") -> str:
    if not path.endswith(".md"):
        return yaml_text.dump(data)
    body = f"{text.strip()}\n" if text.strip() else ""
    return f"---\n{yaml_text.dump(data)}---\n{body}"
