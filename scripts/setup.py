"""The steps that `make run` and `make test` share: the virtual environment, the message catalogues."""

import subprocess
import sys
from pathlib import Path

import stamps
import terminal

CLONE = Path(__file__).resolve().parent.parent
VENV = CLONE / ".venv"
PYTHON = VENV / "bin" / "python"
RUN_LOCK = CLONE / "requirements.txt"
TEST_LOCK = CLONE / "requirements-dev.txt"
TESTS = CLONE / "tests"


def install(lock: Path) -> None:
    """Makes `.venv` hold what a lock file says; quick when it already does. A link is somebody's own, left as it is."""
    if VENV.is_symlink():
        return
    done = stamps.Stamps(VENV / "stamps")
    if _works():
        done.unless_current(lock.name, stamps.contents(lock), lambda: _install(lock))
        return
    terminal.step("Création de l’environnement Python", _make_venv)
    done.unless_current(lock.name, stamps.contents(lock), lambda: _install(lock))


def _works() -> bool:
    """False when there is no environment, or one that a moved folder or an upgraded Python broke."""
    if not PYTHON.exists():
        return False
    return subprocess.run([PYTHON, "-c", "import pip"], capture_output=True, check=False).returncode == 0


def _make_venv() -> None:
    terminal.run([sys.executable, "-m", "venv", "--clear", str(VENV)])


def _install(lock: Path) -> None:
    total = sum(line[:1].isalnum() for line in lock.read_text().splitlines())
    terminal.say("→ Installation des bibliothèques Python (une à trois minutes la première fois)…")
    command = [str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check", "--progress-bar", "off"]
    terminal.run_counting([*command, "--require-hashes", "-r", str(lock)], "Collecting ", total)


def install_node_modules() -> None:
    """What the gates and the tests take from npm (`tests/package.json`)."""
    modules = stamps.Stamps(TESTS / "node_modules")
    modules.unless_current("installed", stamps.contents(TESTS / "package.json"), _install_node_modules)


def _install_node_modules() -> None:
    command = ["npm", "install", "--prefix", str(TESTS), "--no-package-lock", "--ignore-scripts", "--no-audit"]
    terminal.step("Paquets npm des tests", lambda: terminal.run([*command, "--no-fund", "--loglevel", "error"]))


def compile_messages() -> None:
    for source in CLONE.glob("locale/*/LC_MESSAGES/*.po"):
        compiled = source.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime:
            terminal.run(["msgfmt", "--check-format", "-o", str(compiled), str(source)])
