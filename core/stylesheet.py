"""
The site's one stylesheet, `css/site.css`, joined from the files of `static/css/`.

There is no build: a finder of static files joins them when they are served in development and when
`collectstatic` gathers them, so a page costs one request for its style. A file's folder names its cascade layer
(`tokens.css` stands alone before them); to add a component, add a file.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.checks import CheckMessage
from django.core.files.storage import FileSystemStorage

from core import appearance

NAME = "css/site.css"
LAYERS = ("base", "components", "overrides")
COMMENT = re.compile(r"/\*.*?\*/\n?", re.DOTALL)
INDENTATION = re.compile(r"\n\s+")  # no string of CSS goes over the end of a line


def joined(folder: Path, own: str = "") -> str:
    """The tokens and what a site has of its own, then each layer's files in their order, without comments or indentation."""
    files = {"tokens": [folder / "tokens.css"]} | {layer: sorted((folder / layer).glob("*.css")) for layer in LAYERS}
    parts = [f"@layer {', '.join(files)};"]
    for layer, paths in files.items():
        rules = "\n".join(_content(path) for path in paths) + (f"\n{own}" if own and layer == "tokens" else "")
        parts.append(f"@layer {layer} {{\n{rules}\n}}")
    return "\n".join(parts) + "\n"


def _content(path: Path) -> str:
    return INDENTATION.sub("\n", COMMENT.sub("", path.read_text(encoding="utf-8"))).strip()


class _JoinedFiles(FileSystemStorage):
    prefix = ""  # `collectstatic` asks for it


class StylesheetFinder(BaseFinder):
    """
    Writes the joined stylesheet under `PARCOURS_VAR` each time it is asked for, and finds it there; the site's own logo
    beside it.
    """

    def __init__(self, app_names: object = None, *args: object, **kwargs: object) -> None:
        self.source = Path(settings.BASE_DIR) / "static" / "css"
        self.storage = _JoinedFiles(location=settings.VAR_DIR / "joined")

    def check(self, **kwargs: object) -> list[CheckMessage]:
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: object) -> Any:
        """The path of the file, a list of it with `find_all`; an empty list where the name is not ours."""
        if path not in self._names():
            return []
        self._write()
        target = self.storage.path(path)
        return [target] if find_all else target

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, FileSystemStorage]]:
        self._write()
        for name in self._names():
            yield name, self.storage

    def _names(self) -> tuple[str, ...]:
        return (NAME, *filter(None, [appearance.logo_name(settings.LOGO)]))

    def _write(self) -> None:
        _put(Path(self.storage.path(NAME)), joined(self.source, appearance.style(settings.COLOUR)).encode())
        if settings.LOGO:
            _put(Path(self.storage.path(appearance.logo_name(settings.LOGO))), settings.LOGO.read_bytes())


def _put(target: Path, content: bytes) -> None:
    if target.exists() and target.read_bytes() == content:
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    scratch = target.with_suffix(".part")
    scratch.write_bytes(content)
    scratch.replace(target)  # another process never reads half a file
