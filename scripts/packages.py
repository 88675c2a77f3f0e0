"""Debian packages: which ones are missing, and their installation where one may."""

import ctypes.util
import importlib.util
import os
import shutil
from collections.abc import Callable
from pathlib import Path

from terminal import run, say, stop


def _library(name: str) -> Callable[[], bool]:
    return lambda: ctypes.util.find_library(name) is not None


def _program(name: str) -> Callable[[], bool]:
    return lambda: shutil.which(name, path=f"{os.environ['PATH']}:/usr/sbin") is not None


def _venv() -> bool:
    return importlib.util.find_spec("ensurepip") is not None


def _postgresql() -> bool:
    return any(Path("/usr/lib/postgresql").glob("*/bin/initdb"))


FOR_THE_SITE = {
    "python3-venv": _venv,
    "gettext": _program("msgfmt"),
    "fontconfig": _library("fontconfig"),
    "libpango-1.0-0": _library("pango-1.0"),
    "libpangoft2-1.0-0": _library("pangoft2-1.0"),
    "libharfbuzz-subset0": _library("harfbuzz-subset"),
}
FOR_THE_GATES = FOR_THE_SITE | {"npm": _program("npm")}
FOR_ELASTICSEARCH = {
    "curl": _program("curl"),
    "default-jdk-headless": _program("javac"),
    "maven": _program("mvn"),
    "unzip": _program("unzip"),
}
FOR_THE_TESTS = (
    FOR_THE_GATES
    | FOR_ELASTICSEARCH
    | {
        "caddy": _program("caddy"),
        "chromium": _program("chromium"),
        "nginx": _program("nginx"),
        "poppler-utils": _program("pdftotext"),
        "postgresql": _postgresql,
    }
)


def missing(wanted: dict[str, Callable[[], bool]]) -> list[str]:
    return [package for package, is_here in wanted.items() if not is_here()]


def ensure(wanted: dict[str, Callable[[], bool]]) -> None:
    """Installs by apt what is missing, as root or through sudo; otherwise stops with a sentence that names it."""
    absent = missing(wanted)
    if not absent:
        return
    names = " ".join(absent)
    become_root = [] if os.geteuid() == 0 else ["sudo"]
    if not shutil.which("apt-get") or (become_root and not shutil.which("sudo")):
        stop(f"Il manque des paquets. Installez-les puis recommencez : apt install {names}")
    say(f"→ Installation des paquets Debian qui manquent : {names}…")
    environment = ["env", "DEBIAN_FRONTEND=noninteractive"]
    run([*become_root, *environment, "apt-get", "update", "-q"])
    run([*become_root, *environment, "apt-get", "install", "-y", "-q", "--no-install-recommends", *absent])
    still_absent = missing(wanted)
    if still_absent:
        stop(f"Ces paquets manquent encore après l’installation : {' '.join(still_absent)}")
