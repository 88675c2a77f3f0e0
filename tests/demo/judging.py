"""veraPDF, run once for many documents."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

FETCH = Path(__file__).parents[1] / "verapdf" / "fetch"


def judge(folder: Path) -> dict[str, list[str]]:
    """The rules of PDF/UA-1 that each document breaks, as veraPDF numbers them (clause of ISO 14289-1, test)."""
    if not shutil.which("java"):
        pytest.skip("veraPDF needs Java: install Debian's package default-jre-headless.")
    cached = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "verapdf"
    if not any(cached.glob("*.jar")):
        pytest.skip("veraPDF was not fetched: run `make test`, or tests/verapdf/fetch (needs Maven).")
    program = subprocess.run([FETCH], check=True, capture_output=True, text=True).stdout.strip()
    command = ["java", "-cp", program, "org.verapdf.apps.GreenfieldCliWrapper", "--flavour", "ua1", "--format", "text"]
    report = subprocess.run([*command, "-v", folder], check=False, capture_output=True, text=True).stdout
    return _broken_rules(report)


def _broken_rules(report: str) -> dict[str, list[str]]:
    """Reads `PASS /folder/name.pdf ua1` or `FAIL …`, each followed by its broken rules, indented."""
    broken: dict[str, list[str]] = {}
    for line in report.splitlines():
        if line.startswith(("PASS ", "FAIL ")):
            name = Path(line[5:].removesuffix(" ua1")).stem
            broken[name] = [] if line.startswith("PASS") else ["not conforming"]
        elif line.strip():
            broken[name].append(line.strip())
    return broken
