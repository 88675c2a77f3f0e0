"""`make lock`: writes what requirements*.in ask for into requirements*.txt, with hashes and no address of an index."""

import os
import shutil

from setup import CLONE
from terminal import run, say, stop

COMPILE = [
    "uv", "pip", "compile", "--universal", "--python-version", "3.11", "--generate-hashes", "--no-emit-index-url",
    "--no-header", "--quiet",
]  # fmt: skip


def main() -> None:
    if not shutil.which("uv"):
        stop("Il faut uv pour verrouiller les dépendances : pipx install uv")
    os.chdir(CLONE)
    run([*COMPILE, "requirements.in", "-o", "requirements.txt"])
    # The tests run on the very versions that the server runs.
    run([*COMPILE, "--constraints", "requirements.txt", "requirements-dev.in", "-o", "requirements-dev.txt"])
    run(
        [*COMPILE, "--constraints", "requirements-dev.txt", "requirements-mutants.in", "-o", "requirements-mutants.txt"]
    )
    say("requirements.txt, requirements-dev.txt et requirements-mutants.txt sont à jour.")


if __name__ == "__main__":
    main()
