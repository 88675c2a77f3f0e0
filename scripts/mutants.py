"""`make mutants`: changes one thing at a time in the modules that hold rules, and counts the changes that no test sees.

Long (an hour or more), and outside CI. `MUTANTS="text.typography*" make mutants` tries what a pattern names. What was
tried stays in `mutants/`, so that a run that was stopped goes on; `.venv/bin/mutmut show NAME` shows a change.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter

import packages
import setup
from setup import CLONE, VENV
from terminal import say

MUTMUT = str(VENV / "bin" / "mutmut")
LOCK = CLONE / "requirements-mutants.txt"
RESULT = re.compile(r"^\s*(?P<module>[\w.]+)\.\S*__mutmut_\d+: (?P<outcome>[\w ]+)$")
SEEN = {"killed", "timeout", "caught by type check"}


def main() -> None:
    os.chdir(CLONE)
    packages.ensure(packages.FOR_THE_SITE)
    setup.install(setup.TEST_LOCK)
    setup.install(LOCK)
    setup.compile_messages()
    with tempfile.TemporaryDirectory(prefix="parcours-mutants-") as var:
        environment = {**os.environ, "PARCOURS_VAR": var}
        command = [str(setup.PYTHON), "manage.py", "migrate", "--verbosity", "0"]
        subprocess.run(command, env={**environment, "DJANGO_SETTINGS_MODULE": "config.settings.test"}, check=True)
        shutil.move(f"{var}/parcours.sqlite3", f"{var}/tests.sqlite3")  # pytest keeps this base from test to test
        # One at a time: they share that base.
        names = os.environ.get("MUTANTS", "").split()
        subprocess.run([MUTMUT, "run", "--max-children", "1", *names], env=environment, check=False)
    say(table(subprocess.run([MUTMUT, "results", "--all", "true"], capture_output=True, text=True, check=True).stdout))


def table(results: str) -> str:
    """Mutants caught of mutants tried, by module; a mutant that no test reaches is not caught."""
    tried: Counter[str] = Counter()
    caught: Counter[str] = Counter()
    for found in filter(None, map(RESULT.match, results.splitlines())):
        if found["outcome"] != "not checked":
            tried[found["module"]] += 1
            caught[found["module"]] += found["outcome"] in SEEN
    lines = [_line(module, caught[module], tried[module]) for module in sorted(tried)]
    return "\n".join([*lines, _line("en tout", caught.total(), tried.total())])


def _line(label: str, caught: int, tried: int) -> str:
    return f"{label:32} {caught:5} sur {tried:5}   {100 * caught / max(tried, 1):3.0f} %"


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(130)
