"""The Nu HTML checker, run once for many pages."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest


def validate(pages: dict[str, str], node_modules: Path, folder: Path) -> dict[str, list[str]]:
    """The errors of each page by its name. `folder` is empty; the HTML of the pages is left there."""
    if not shutil.which("java"):
        pytest.skip("The HTML validator needs Java: install Debian's package default-jre-headless.")
    messages: dict[str, list[str]] = {}
    for name, html in pages.items():
        (folder / f"{name}.html").write_text(html, encoding="utf-8")
        messages[name] = []
    jar = node_modules / "vnu-jar" / "build" / "dist" / "vnu.jar"
    command = ["java", "-Xss2m", "-jar", jar, "--format", "json", "--stdout", "--exit-zero-always", folder]
    report = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    for message in report["messages"]:
        if message["type"] == "error":
            messages[Path(message["url"]).stem].append(f"{message['lastLine']}: {message['message']}")
    return messages
