"""The words that ship with the software, read from the YAML files of this folder."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent


@cache
def read(name: str) -> Any:
    """The content of `<name>.yaml`."""
    return yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))


@cache
def stop_words() -> frozenset[str]:
    return frozenset(word for line in read("stop_words") for word in str(line).split())
