"""`make bench`: runs every benchmark of `benchmarks/`, or those named: `BENCH=search_relevance make bench`."""

import os
import subprocess
import sys

import packages
import setup
from setup import CLONE, PYTHON
from terminal import say, stop

RUNS = 'if __name__ == "__main__":'


def main() -> int:
    packages.ensure(packages.FOR_THE_SITE)
    setup.install(setup.TEST_LOCK)
    setup.compile_messages()
    known = sorted(path.stem for path in (CLONE / "benchmarks").glob("*.py") if RUNS in path.read_text())
    wanted = os.environ.get("BENCH", "").split() or known
    if unknown := set(wanted) - set(known):
        stop(f"Ces mesures n’existent pas : {', '.join(sorted(unknown))}. Il y a : {', '.join(known)}.")
    return max((run(name) for name in wanted), default=0)


def run(name: str) -> int:
    say(f"\n→ {name}")
    return subprocess.run([str(PYTHON), "-m", f"benchmarks.{name}"], cwd=CLONE, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
