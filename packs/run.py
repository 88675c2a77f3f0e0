"""One import on its way: what every part of it reads and adds to."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from core.jobs import Progress
from packs.models import Pack

from .files import PackFile
from .kinds import Kind
from .media import FileToStore
from .places import Place, References
from .problems import Problem, Report

Decision = Literal["", "ours", "theirs"]
MANIFEST = "pack.yaml"
MANIFEST_KEYS = ("uid", "title", "licence", "authors", "language", "description")


@dataclass
class Content:
    """One file on its way: its object here, what the object said before, and what the pack says now."""

    kind: Kind
    file: PackFile
    slugs: dict[str, str]
    place: Place
    instance: Any = None
    is_new: bool = False
    before: str = ""
    incoming: str = ""
    wanted_code: str = ""


@dataclass
class Import:
    """What is known so far: problems, references by name, digests of the last import, and what was done."""

    folder: Path
    decision: Decision
    progress: Progress
    problems: list[Problem] = field(default_factory=list)
    report: Report = field(default_factory=Report)
    known: dict[str, Any] = field(default_factory=dict)
    manifest: dict[str, Any] = field(default_factory=dict)
    references: References = field(default_factory=References)
    digests: dict[str, str] = field(default_factory=dict)
    pack: Pack = field(default_factory=Pack)
    to_store: list[FileToStore] = field(default_factory=list)
