"""`make test`: fetches everything the tests need, then cuts the network and runs the gates and every test."""

import os
import shutil
import subprocess
import sys

import packages
import setup
from setup import CLONE
from terminal import run, say, step


def main() -> None:
    os.chdir(CLONE)
    packages.ensure(packages.FOR_THE_TESTS)
    setup.install(setup.TEST_LOCK)
    setup.compile_messages()
    setup.install_node_modules()
    step("Elasticsearch pour les tests (95 Mo la première fois)", lambda: run(["tests/elasticsearch/fetch"]))
    step("veraPDF pour les tests (9 Mo la première fois)", lambda: run(["tests/verapdf/fetch"]))
    suite = [str(setup.PYTHON), "scripts/suite.py"]
    if can_cut_the_network():
        say("→ Réseau coupé : tout ce qui suit se passe sur cette machine.")
        suite = ["unshare", "--net", *suite, "--network-is-cut"]
    sys.exit(subprocess.run(suite, check=False, stdin=subprocess.DEVNULL).returncode)


def can_cut_the_network() -> bool:
    """Only root may; for others the guard of tests/conftest.py refuses every address but this machine's."""
    if os.geteuid() != 0 or not shutil.which("unshare"):
        return False
    return subprocess.run(["unshare", "--net", "true"], capture_output=True, check=False).returncode == 0


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(130)
