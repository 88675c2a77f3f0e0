"""
Versions of the code beside each other: `releases/<version>`, one environment for each set of libraries, and the link
`code` that names the one that runs. A site that is open goes on reading its own files until the link changes.
"""

import hashlib
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from hosting import CLONE, HostError, say

COMPLETE = "complete"


@dataclass(frozen=True)
class Place:
    """`/srv/parcours`: everything of a site but its settings."""

    root: Path

    @property
    def link(self) -> Path:
        return self.root / "code"

    @property
    def releases(self) -> Path:
        return self.root / "releases"

    @property
    def backups(self) -> Path:
        return self.root / "backups"

    def current(self) -> Path | None:
        return self.link.resolve() if self.link.is_symlink() and self.link.exists() else None

    def point_to(self, release: Path) -> None:
        """At once: the link is never absent."""
        scratch = self.link.with_name(".code-next")
        scratch.unlink(missing_ok=True)
        scratch.symlink_to(release)
        scratch.replace(self.link)


def place_of(clone: Path) -> Place:
    root = clone.parent.parent if clone.parent.name == "releases" else clone.parent
    if (root / "code").is_dir() and not (root / "code").is_symlink():
        raise HostError(
            f"{root}/code est un dossier. Les versions se rangent maintenant côte à côte : "
            f"mv {root}/code {root}/depot, chown -R root:root {root}/depot, puis {root}/depot/deploy/update."
        )
    return Place(root)


def wanted_version(reference: str) -> str:
    """The commit to bring the site to: the one that is named, or the newest of the repository it came from."""
    if git("remote"):
        git("fetch", "--quiet", "--tags", "origin")
    for name in [reference] if reference else ["origin/HEAD", "origin/main", "HEAD"]:
        found = git("rev-parse", "--verify", "--quiet", f"{name}^{{commit}}", may_fail=True)
        if found:
            return found
    raise HostError(f"Cette version n’existe pas : {reference}")


def git(*arguments: str, may_fail: bool = False) -> str:
    result = subprocess.run(["git", "-C", CLONE, *arguments], capture_output=True, text=True, check=False)
    if result.returncode and not may_fail:
        raise HostError(f"git {arguments[0]} a échoué : {result.stderr.strip()}")
    return result.stdout.strip() if not result.returncode else ""


def lay_out(place: Place, version: str) -> Path:
    """The files of a version, its libraries and its messages, in a folder of its own; nothing that runs is touched."""
    release = place.releases / version[:12]
    if not release.exists():
        place.releases.mkdir(parents=True, exist_ok=True)
        git("worktree", "prune")
        git("worktree", "add", "--quiet", "--force", "--detach", str(release), version)
    _link_libraries(release, _libraries(place, release))
    for catalogue in release.glob("locale/*/LC_MESSAGES/*.po"):
        _run("msgfmt", "--check-format", "-o", catalogue.with_suffix(".mo"), catalogue)
    return release


def _libraries(place: Place, release: Path) -> Path:
    """One environment for each list of libraries and each Python: Debian's next one makes another, the old one broken."""
    folder = place.root / "libraries" / digest_of_libraries(release)
    if (folder / COMPLETE).exists():
        return folder
    say("→ Bibliothèques Python (une à trois minutes)")
    folder.parent.mkdir(parents=True, exist_ok=True)
    _run(sys.executable, "-m", "venv", "--clear", folder)
    install = (folder / "bin/python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    _run(*install, "--require-hashes", "--requirement", release / "requirements.txt")
    (folder / COMPLETE).touch()
    return folder


def digest_of_libraries(release: Path) -> str:
    return hashlib.sha256((release / "requirements.txt").read_bytes() + sys.version.encode()).hexdigest()[:12]


def _link_libraries(release: Path, folder: Path) -> None:
    scratch = release / ".venv-next"
    scratch.unlink(missing_ok=True)
    scratch.symlink_to(folder)
    scratch.replace(release / ".venv")


def _run(*command: str | Path) -> None:
    if code := subprocess.run(command, check=False).returncode:
        raise HostError(f"Cette commande a échoué (code {code}) : {' '.join(map(str, command))}")


def forget_oldest(place: Place, kept: set[Path]) -> None:
    """The versions that are neither running nor the way back, and the libraries that none uses any more."""
    for release in place.releases.iterdir():
        if release not in kept:
            git("worktree", "remove", "--force", str(release), may_fail=True)
            shutil.rmtree(release, ignore_errors=True)
    used = {(release / ".venv").resolve() for release in place.releases.iterdir()}
    for folder in (place.root / "libraries").iterdir():
        if folder not in used:
            shutil.rmtree(folder, ignore_errors=True)
