"""
Ten PDFs are asked for while others read, and a visitor announces 150 MB: `python -m benchmarks.papers_beside`.

Expected: the 95th percentile of the pages that others read is at most 1.3 times the quiet one. Quiet and busy rounds
alternate on the same site, so that what else the machine does weighs on both. Uploads go straight to the site, without
the proxy that reads them first (deploy/).
"""

import http.client
import os
import socket
import statistics
import sys
import threading
import time

from .serving import databases, run_python, site
from .table import print_table

ROUNDS = int(os.environ.get("ROUNDS", "3"))
SECONDS = 12
READERS = 2
RATIO = 1.3
PAGES = ["/", "/agir/", "/forum/", "/apprendre/"]
BODY = 150_000_000

PREPARE = """
from tests.content import action, scenario, step, tool
dates = action("Choisir une date", sheets=[tool()])
order = [{"type": "activity", "value": {"minutes": 60, "aim": "Essayer", "say": "Bonjour.", "group_does": "Essaie."}}]
for number in range(10):
    steps = [step(f"Faire la chose {one}", [dates]) for one in range(1, 7)]
    print(scenario(f"Scénario {number}", steps=steps, running_order=order).slug)
"""


def main() -> int:
    rows, right = [], True
    with databases(os.environ.get("ONLY", "")) as kinds:
        for name, database in kinds.items():
            with site(database, "benchmarks.forum_settings") as served:
                slugs = run_python(served.environment, PREPARE)
                _read(served.port, 3)
                quiet: list[float] = []
                busy: list[float] = []
                for turn in range(ROUNDS):
                    quiet += _read(served.port, SECONDS)
                    _ask_for_documents(served.port, slugs, turn)
                    busy += _read(served.port, SECONDS)
                    _wait_for_documents(served.port, slugs, turn)
                status, seconds = _send_a_large_body(served.port)
            ratio = _p95(busy) / _p95(quiet)
            right = right and ratio <= RATIO and status == 413
            told = [f"{_p95(quiet) * 1000:.0f} ms", f"{_p95(busy) * 1000:.0f} ms", f"{ratio:.2f}", f"{max(busy):.2f} s"]
            rows.append([name, *told, f"{status} in {seconds:.2f} s"])
    head = ["database", "p95 quiet", "p95 busy", "ratio", "slowest busy", f"a body of {BODY // 1_000_000} MB"]
    print_table(f"Others read while ten PDFs are asked for (at most {RATIO})", head, rows)
    return 0 if right else 1


def _p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]


def _get(port: int, path: str) -> tuple[int, float]:
    started = time.monotonic()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    connection.request("GET", path, headers={"Host": "localhost"})
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status, time.monotonic() - started


def _read(port: int, seconds: float) -> list[float]:
    """How long each page took some readers who go from one to the next with a short rest."""
    until = time.monotonic() + seconds
    times: list[float] = []

    def read(first: int) -> None:
        number = first
        while time.monotonic() < until:
            times.append(_get(port, PAGES[number % len(PAGES)])[1])
            number += 1
            time.sleep(0.05)

    _together([threading.Thread(target=read, args=(number,)) for number in range(READERS)])
    return times


def _kit(slug: str, turn: int) -> str:
    return f"/animer/{slug}/kit.pdf?personnes={20 + turn}&duree=90"


def _ask_for_documents(port: int, slugs: list[str], turn: int) -> None:
    """Does not wait for what it asks: before, an answer took as long as the document."""
    for slug in slugs:
        threading.Thread(target=_get, args=(port, _kit(slug, turn)), daemon=True).start()


def _wait_for_documents(port: int, slugs: list[str], turn: int) -> None:
    for slug in slugs:
        while _get(port, _kit(slug, turn))[0] != 200:
            time.sleep(0.5)


def _send_a_large_body(port: int) -> tuple[int, float]:
    """What a visitor who announces a large upload is told, and when; nothing of the body is sent."""
    started = time.monotonic()
    with socket.create_connection(("127.0.0.1", port), timeout=10) as one:
        kind = "multipart/form-data; boundary=x"
        head = f"POST /chercher/choix/ HTTP/1.1\r\nHost: localhost\r\nContent-Type: {kind}\r\nContent-Length: {BODY}\r\n\r\n"
        one.sendall(head.encode())
        try:
            said = one.recv(200).decode(errors="replace")
        except TimeoutError:
            said = ""  # the site waits for the body, with a thread
    return int(said.split()[1]) if said else 0, time.monotonic() - started


def _together(threads: list[threading.Thread]) -> None:
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


if __name__ == "__main__":
    sys.exit(main())
