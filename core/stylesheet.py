"""
The site's one stylesheet, `css/site.css`, joined from the files of `static/css/`.

There is no build: a finder of static files joins them when they are served in development and when
`collectstatic` gathers them, so a page costs one request for its style. A file's folder names its cascade layer
(`tokens.css` stands alone before them); to add a component, add a file.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.checks import CheckMessage
from django.core.files.storage import FileSystemStorage

NAME = "css/site.css"
LAYERS = ("base", "components", "overrides")
COMMENT = re.compile(r"/\*.*?\*/\n?", re.DOTALL)


def joined(folder: Path) -> str:
    """The tokens, then each layer's files in the order of their names, without comments."""
    files = {"tokens": [folder / "tokens.css"]} | {layer: sorted((folder / layer).glob("*.css")) for layer in LAYERS}
    parts = [f"@layer {', '.join(files)};"]
    for layer, paths in files.items():
        rules = "\n".join(_content(path) for path in paths)
        parts.append(f"@layer {layer} {{\n{rules}\n}}")
    return "\n".join(parts) + "\n"


def _content(path: Path) -> str:
    return COMMENT.sub("", path.read_text(encoding="utf-8")).strip()


class StylesheetFinder(BaseFinder):
    """Writes the joined stylesheet under `PARCOURS_VAR` each time it is asked for, and finds it there."""

    def __init__(self, app_names: object = None, *args: object, **kwargs: object) -> None:
        self.source = Path(settings.BASE_DIR) / "static" / "css"
        self.storage = FileSystemStorage(location=settings.VAR_DIR / "joined")
        self.storage.prefix = ""

    def check(self, **kwargs: object) -> list[CheckMessage]:
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: object) -> str | list[str]:
        if path != NAME:
            return []
        target = self._write()
        return [target] if find_all else target

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, FileSystemStorage]]:
        self._write()
        yield NAME, self.storage

    def _write(self) -> str:
        target = Path(self.storage.path(NAME))
        style = joined(self.source)
        if not target.exists() or target.read_text(encoding="utf-8") != style:
            target.parent.mkdir(parents=True, exist_ok=True)
            scratch = target.with_suffix(".part")
            scratch.write_text(style, encoding="utf-8")
            scratch.replace(target)  # another process never reads half a file
        return str(target)
