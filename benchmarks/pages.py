"""
What each kind of public page costs: to the visitor (bytes, requests, elements, EcoIndex), to the server (queries, CPU).

    python -m benchmarks.pages [--requests 40]

On one content of each kind, then on the largest pages that the models allow (`tests/pages/contents.py`). Bytes are
compressed as gzip does at level 6; EcoIndex and the rest are counted in Chromium on a first visit. CPU is the processor
time of this process for one request, through every middleware and without any cached page: the median of those asked,
after three that are not counted.
"""

import argparse
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from typing import Any

from benchmarks.table import print_table

HEAD = ["page", "HTML kB", "requests", "kB", "elements", "EcoIndex", "queries", "CPU ms"]
WARMING = 3
CHROMIUM, ARGUMENTS = "/usr/bin/chromium", ["--no-sandbox", "--disable-gpu"]


def cpu_of(path: str, requests: int) -> float:
    """Milliseconds of processor for one request, the median of `requests`."""
    from django.test import Client

    client, taken = Client(), []
    for _ in range(WARMING + requests):
        start = time.process_time()
        client.get(path)
        taken.append((time.process_time() - start) * 1000)
    return statistics.median(taken[WARMING:])


def measured(make: Callable[[], Any], requests: int, browser: Any) -> list[list[str]]:
    from tests.pages.measuring import weigh
    from tests.pages.rendering import render_site

    cpu: dict[str, float] = {}
    site = render_site(make, also=lambda kind, path: cpu.update({kind: cpu_of(path, requests)}))
    rows = []
    for kind, page in site.pages.items():
        found = weigh(browser, site, kind)
        rows.append(
            [
                kind,
                f"{site.weight(page.path) / 1000:.1f}",
                str(len(found.requests)),
                f"{found.bytes / 1000:.0f}",
                str(found.elements),
                f"{found.ecoindex:.0f}",
                str(len(page.queries)),
                f"{cpu[kind]:.0f}",
            ]
        )
    return rows


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--requests", type=int, default=40)
    requests = parser.parse_args().requests
    with tempfile.TemporaryDirectory(prefix="parcours-bench-") as folder:
        os.environ["PARCOURS_VAR"] = folder
        os.environ.pop("PARCOURS_DATABASE", None)
        os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.test"
        # Playwright keeps an event loop in this thread, in which Django would refuse every query.
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        _measure_all(requests)


def _measure_all(requests: int) -> None:
    import logging

    from playwright.sync_api import sync_playwright

    from tests.pages.contents import Commons, Worst

    logging.disable(logging.WARNING)  # pages that are not there are asked for on purpose
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        for title, make in {"One content of each kind": Commons, "The largest pages": Worst}.items():
            print_table(f"{title}, median of {requests} requests", HEAD, measured(make, requests, browser))
        browser.close()


if __name__ == "__main__":
    main()
