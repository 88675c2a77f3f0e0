"""The style sheet of paper: documents in PDF, and files that people take away."""

import base64
import re
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders

# In the order of the cascade.
PARTS = ("page", "steps", "cards", "module")

# Without its range of weights, a browser draws the bold of a variable font by smearing the regular.
VARIABLE_FACE = 'font-family: "Atkinson Hyperlegible Next";'


def static_file(path: str) -> Path | None:
    """The file on the disk of a static address, `None` when there is none."""
    if not path.startswith(settings.STATIC_URL):
        return None
    name = path.removeprefix(settings.STATIC_URL)
    collected = Path(settings.STATIC_ROOT) / name
    found = str(collected) if collected.is_file() else finders.find(name)
    return Path(found) if found else None


def paper_style(*, alone: bool = False) -> str:
    """The style sheet of paper. For a file that is `alone`, which a browser reads, its fonts stand inside."""
    style = "\n".join(_static_bytes(f"css/paper/{part}.css").decode() for part in PARTS)
    if alone:
        style = style.replace(VARIABLE_FACE, f"{VARIABLE_FACE}\n  font-weight: 400 700;", 1)
    return re.sub(r"(?:\.\./)+(fonts/[\w.-]+)", lambda match: _address(match.group(1), alone), style)


def _address(name: str, alone: bool) -> str:
    if not alone:
        return f"{settings.STATIC_URL}{name}"
    return f"data:font/woff2;base64,{base64.b64encode(_static_bytes(name)).decode()}"


def _static_bytes(name: str) -> bytes:
    file = static_file(f"{settings.STATIC_URL}{name}")
    if file is None:
        raise FileNotFoundError(name)
    return file.read_bytes()
