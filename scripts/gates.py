"""The gates that read the code without running the site. Each is one command; all run, whatever fails."""

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from setup import CLONE, PYTHON, TESTS
from terminal import say

BIN = PYTHON.parent
PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "config.settings.base",
    "PARCOURS_SECRET_KEY": "Vq7-long-enough-to-satisfy-the-check-of-Django-and-used-nowhere-else",
    "PARCOURS_SITE_URL": "https://parcours.example",
}


@dataclass(frozen=True)
class Gate:
    name: str
    command: tuple[str, ...]
    environment: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Result:
    """`passed`, `failed` and `skipped` count tests; a gate without tests counts for one."""

    name: str
    seconds: float
    passed: int
    failed: int
    skipped: int = 0


def tool(name: str, *arguments: str) -> tuple[str, ...]:
    return (str(BIN / name), *arguments)


def from_npm(path: str, *arguments: str) -> tuple[str, ...]:
    return ("node", str(TESTS / "node_modules" / path), *arguments)


GATES = [
    Gate("mypy", tool("mypy")),
    Gate("gettext", (str(PYTHON), "scripts/check_messages.py")),
    Gate("djlint", tool("djlint", "templates", "--lint", "--quiet")),
    Gate("biome", from_npm("@biomejs/biome/bin/biome", "ci", "--error-on-warnings", "--colors=off")),
    Gate("types of scripts", from_npm("typescript/bin/tsc", "--project", "jsconfig.json")),
    Gate("import-linter", tool("lint-imports")),
    Gate("names in quotes", tool("pytest", "tests/architecture", "-q", "-p", "no:cacheprovider")),
    Gate("missing migrations", tool("python", "manage.py", "makemigrations", "--check", "--dry-run")),
    Gate("check --deploy", tool("python", "manage.py", "check", "--deploy", "--fail-level", "WARNING"), PRODUCTION),
    Gate("ruff check", tool("ruff", "check", ".")),
    Gate("ruff format", tool("ruff", "format", "--check", ".")),
]


def run_all(*others: Gate) -> list[Result]:
    """Two at a time: most of them use one core only."""
    with ThreadPoolExecutor(max_workers=2) as pool:
        return list(pool.map(_run, [*others, *GATES]))


def _run(gate: Gate) -> Result:
    started = time.monotonic()
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings.test", **gate.environment}
    done = subprocess.run(
        gate.command, cwd=CLONE, env=environment, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL
    )
    seconds = time.monotonic() - started
    failed = done.returncode != 0
    say(f"{'✗' if failed else '✓'} {gate.name} ({seconds:.1f} s)")
    if failed:
        say(done.stdout + done.stderr)
    return Result(gate.name, seconds, passed=int(not failed), failed=int(failed))


def report(results: list[Result]) -> int:
    """Prints a table, then the sums on the last line; returns the exit code."""
    say("")
    for result in results:
        counts = f"{result.passed} passed, {result.failed} failed, {result.skipped} skipped"
        say(f"{'✗' if result.failed else '✓'} {result.name:<22} {result.seconds:7.1f} s   {counts}")
    passed, failed, skipped = (sum(getattr(r, name) for r in results) for name in ("passed", "failed", "skipped"))
    say(f"\n{passed} passed, {failed} failed, {skipped} skipped")
    sys.stdout.flush()
    return 1 if failed else 0
