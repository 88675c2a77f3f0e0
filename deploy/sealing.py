"""
Archives sealed with a public key, by GnuPG: the machine that makes them cannot read them again.

No keyring: the key is a file (`gpg --armor --export ADDRESS > key.asc`), and GnuPG works in a folder that is thrown away.
To open one, the private key is in the keyring of whoever restores.
"""

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hosting import HostError

SUFFIX = ".gpg"


def seal(archive: Path, key: Path) -> Path:
    if not key.is_file():
        raise HostError(f"La clé publique n’est pas là : {key}.")
    sealed = archive.with_name(archive.name + SUFFIX)
    with tempfile.TemporaryDirectory(prefix="parcours-gpg-") as home:
        options = (
            "--homedir",
            home,
            "--trust-model",
            "always",
            "--recipient-file",
            str(key),
            "--compress-algo",
            "none",
        )
        _gpg(*options, "--output", str(sealed), "--encrypt", str(archive))
    sealed.chmod(0o600)
    archive.unlink()
    return sealed


@contextmanager
def opened(archive: Path, folder: Path) -> Iterator[Path]:
    """The archive to read: itself, or what it held, in a folder of the caller's that it does not stay in."""
    if archive.suffix != SUFFIX:
        yield archive
        return
    plain = folder / ".opened.tar.gz"
    try:
        _gpg("--output", str(plain), "--decrypt", str(archive))
        yield plain
    finally:
        plain.unlink(missing_ok=True)


def _gpg(*arguments: str) -> None:
    program = shutil.which("gpg")
    if not program:
        raise HostError("gpg n’est pas là : apt install gnupg.")
    result = subprocess.run(
        [program, "--batch", "--quiet", "--yes", *arguments], capture_output=True, text=True, check=False
    )
    if result.returncode:
        raise HostError(f"gpg a échoué : {result.stderr.strip()[-500:]}")
