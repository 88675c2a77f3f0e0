"""`make bench`: runs every benchmark of `benchmarks/`, or those named: `BENCH=search_relevance make bench`."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import packages
import servers
import setup
from setup import CLONE, PYTHON
from terminal import say, stop

RUNS = 'if __name__ == "__main__":'
NEEDS_ELASTICSEARCH = "search"


def main() -> int:
    packages.ensure(packages.FOR_THE_SITE)
    setup.install(setup.TEST_LOCK)
    setup.compile_messages()
    known = sorted(path.stem for path in (CLONE / "benchmarks").glob("*.py") if RUNS in path.read_text())
    wanted = os.environ.get("BENCH", "").split() or known
    if unknown := set(wanted) - set(known):
        stop(f"Ces mesures n’existent pas : {', '.join(sorted(unknown))}. Il y a : {', '.join(known)}.")
    with tempfile.TemporaryDirectory(prefix="parcours-bench-", ignore_cleanup_errors=True) as folder:
        return max((run(name, Path(folder)) for name in wanted), default=0)


def run(name: str, folder: Path) -> int:
    say(f"\n→ {name}")
    if not name.startswith(NEEDS_ELASTICSEARCH) or "PARCOURS_TEST_ELASTICSEARCH" in os.environ:
        return measure(name)
    if absent := packages.missing(packages.FOR_ELASTICSEARCH):
        say(f"Sans Elasticsearch : il manque {', '.join(absent)}.")
        return measure(name)
    place = folder / name
    place.mkdir()
    folder.chmod(0o755)  # the server runs as another user
    with servers.Elasticsearch(place) as elasticsearch:
        return measure(name, {"PARCOURS_TEST_ELASTICSEARCH": elasticsearch.wait()})


def measure(name: str, environment: dict[str, str] | None = None) -> int:
    command = [str(PYTHON), "-m", f"benchmarks.{name}"]
    return subprocess.run(command, cwd=CLONE, env={**os.environ, **(environment or {})}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
