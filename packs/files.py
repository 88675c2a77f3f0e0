"""The folder of a pack: finding its files, opening a zip safely, splitting front matter from text."""

import re
import stat
import tempfile
import zipfile
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
            entries = archive.infolist()
            problems = [Problem(entry.filename[:200], 0, why) for entry in entries if (why := _danger(entry))]
            if len(entries) > MAX_FILES or sum(entry.file_size for entry in entries) > MAX_TOTAL_BYTES:
                problems.append(Problem(source.name, 0, _("This archive would be too large once opened.")))
            if problems:
                raise PackError(problems)
            archive.extractall(folder)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, OSError) as error:
        raise PackError([Problem(source.name, 0, _("This file is not a zip archive that can be read."))]) from error


def _danger(entry: zipfile.ZipInfo) -> str:
    path = PurePosixPath(entry.filename.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or re.match(r"[A-Za-z]:", entry.filename):
        return _("This path leads outside of the pack.")
    if stat.S_ISLNK(entry.external_attr >> 16):
        return _("This is a symbolic link; a pack holds files only.")
    if entry.file_size > 1_000_000 and entry.file_size > MAX_ZIP_RATIO * max(entry.compress_size, 1):
        return _("This file grows far too much when it is opened.")
    return ""


def read(folder: Path, path: str, problems: list[Problem]) -> PackFile | None:
    """One Markdown or YAML file of the pack; what is wrong with it goes to `problems`."""
    full = folder / path
    if full.is_symlink():
        problems.append(Problem(path, 0, _("This is a symbolic link; a pack holds files only.")))
        return None
    if full.stat().st_size > MAX_TEXT_BYTES:
        problems.append(Problem(path, 0, _("This file is too large for a text.")))
        return None
    try:
        content = full.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        problems.append(Problem(path, 0, _("This file is not in UTF-8.")))
        return None
    front, text, text_line = content, content, 1
    if path.endswith(".md"):
        match = FRONT_MATTER.match(content)
        if not match:
            problems.append(Problem(path, 1, _("The file must start with its front matter, between two lines “---”.")))
            return None
        front, text = match.group(1), content[match.end() :]
        text_line = content[: match.end()].count("\n") + 1
    try:
        data, lines = yaml_text.load(front, first_line=2 if path.endswith(".md") else 1)
    except yaml_text.YamlError as error:
        problems.append(Problem(path, error.line, _("This is not YAML: %(why)s.") % {"why": error}))
        return None
    leading = len(text) - len(text.lstrip("\n"))
    return PackFile(path, data, text.strip("\n"), text_line + leading, lines)


def write(folder: Path, path: str, data: Any, text: str = "") -> None:
    """Writes one file in its canonical form."""
    full = folder / path
    full.parent.mkdir(parents=True, exist_ok=True)
    full.write_text(as_text(path, data, text), encoding="utf-8", newline="\n")


def as_text(path: str, data: Any, text: str = "") -> str:
    if not path.endswith(".md"):
        return yaml_text.dump(data)
    body = f"{text.strip()}\n" if text.strip() else ""
    return f"---\n{yaml_text.dump(data)}---\n{body}"
