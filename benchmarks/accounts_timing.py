"""
Does the time of an answer tell who has an account? `python -m benchmarks.accounts_timing` (`TRIES=40` is quicker).

Addresses with and without an account are sent in turn to the three forms of the entrance, over HTTP. The last column is
the chance that the answer about an account takes longer than the one about no account: 50 % tells nothing, 100 %
everything. Between 35 and 65 %, a stranger learns nothing from one try, and the limits of tries stop the next ones.
"""

import http.client
import os
import random
import re
import statistics
import sys
import time
from itertools import product
from urllib.parse import urlencode

from .serving import databases, run_python, site
from .table import print_table, told

TRIES = int(os.environ.get("TRIES", "80"))
FORMS = {
    "/compte/connexion/": ("login", "password"),
    "/compte/inscription/": ("email", "password1"),
    "/compte/mot-de-passe-oublie/": ("email", ""),
}
MAKE = """
from accounts.models import User
for number in range({tries}):
    User.objects.create_user(f"known{{number:04}}@example.org", "quatre mots de passe")
"""


def main() -> int:
    rows, right = [], True
    with databases(os.environ.get("ONLY", "")) as kinds:
        for name, database in kinds.items():
            with site(database, "benchmarks.accounts_settings") as served:
                run_python(served.environment, MAKE.format(tries=TRIES))
                for path, fields in FORMS.items():
                    known, unknown = _times(served.port, path, fields)
                    longer = sum(a > b for a, b in product(known, unknown)) / (len(known) * len(unknown))
                    right = right and 0.35 <= longer <= 0.65
                    medians = [f"{statistics.median(times) * 1000:.1f} ms" for times in (known, unknown)]
                    rows.append(told([name, path, *medians, f"{longer * 100:.0f} %"]))
    print_table(f"{TRIES} tries of each kind", ["database", "form", "an account", "no account", "longer"], rows)
    return 0 if right else 1


def _times(port: int, path: str, fields: tuple[str, str]) -> tuple[list[float], list[float]]:
    times: dict[str, list[float]] = {"known": [], "other": []}
    _send(port, path, fields, "first@example.net")
    for number in range(TRIES):
        for kind in random.sample(list(times), 2):  # in either order: what comes second finds warmer caches
            times[kind].append(_send(port, path, fields, f"{kind}{number:04}@example.org"))
    return times["known"], times["other"]


def _send(port: int, path: str, fields: tuple[str, str], address: str) -> float:
    """Seconds for one form, sent by a visitor who has just opened it."""
    connection = http.client.HTTPConnection("localhost", port, timeout=60)
    visitor = {"X-Forwarded-For": ".".join(str(random.randrange(1, 255)) for _ in range(4))}  # noqa: S311
    connection.request("GET", path, headers=visitor)
    answer = connection.getresponse()
    page = answer.read().decode()
    cookie = re.search(r"csrf=([^;]+)", answer.headers.get("Set-Cookie", ""))
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    if not (cookie and token):
        raise RuntimeError(f"No form at {path}: {answer.status}")
    words = {"csrfmiddlewaretoken": token[1], fields[0]: address}
    if fields[1]:
        words[fields[1]] = "quatre autres mots de passe"
    headers = {**visitor, "Cookie": f"csrf={cookie[1]}", "Content-Type": "application/x-www-form-urlencoded"}
    started = time.perf_counter()
    connection.request("POST", path, urlencode(words), headers)
    answer = connection.getresponse()
    answer.read()
    seconds = time.perf_counter() - started
    if answer.status not in {200, 302}:
        raise RuntimeError(f"{answer.status} at {path}")
    connection.close()
    return seconds


if __name__ == "__main__":
    sys.exit(main())
