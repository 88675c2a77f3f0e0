"""The site as `deploy/parcours.service` starts it: the same granian, on a port and a folder of the test."""

import http.client
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from . import proxies
from .proxies import DEPLOY, HOST

ENVIRONMENT = {
    "PATH": os.environ["PATH"],
    "DJANGO_SETTINGS_MODULE": "config.settings.base",
    "PARCOURS_SECRET_KEY": "tests only",
    "PARCOURS_SITE_URL": f"https://{HOST}",
}
A_BUSY_MACHINE = 120
"""Seconds; a process of the site starts in four when nothing else runs."""
# What the proxy says of each request.
HEADERS = {"Host": HOST, "X-Forwarded-Proto": "https"}


def manage(var: Path, *arguments: str, **environment: str) -> None:
    command = [sys.executable, "manage.py", *arguments]
    environment = ENVIRONMENT | {"PARCOURS_VAR": str(var)} | environment
    subprocess.run(command, cwd=settings.BASE_DIR, env=environment, check=True)


def lay_static_files(var: Path) -> None:
    manage(var, "collectstatic", "--noinput", "-v", "0", "-i", "wagtail*", "-i", "admin")


@contextmanager
def granian(var: Path, **environment: str) -> Iterator[int]:
    """The port of a granian with eight threads, which answers."""
    port = proxies.free_port()
    unit = (DEPLOY / "parcours.service").read_text()
    options = re.search(r"bin/granian (.*)", unit)[1].replace("--port 8000", f"--port {port}").split()
    log = var / "granian.log"
    with log.open("w") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "granian", *options],
            cwd=settings.BASE_DIR,
            env=ENVIRONMENT | {"PARCOURS_VAR": str(var)} | environment,
            stdout=output,
            stderr=output,
        )
    try:
        proxies.wait_for(lambda: get(port, "/robots.txt", timeout=5), log, A_BUSY_MACHINE)
        yield port
    finally:
        process.terminate()
        try:
            process.wait(timeout=A_BUSY_MACHINE)
        except subprocess.TimeoutExpired:
            process.kill()


def get(port: int, path: str, timeout: float = 60) -> tuple[int, str]:
    """The status and the text, asked as the proxy asks."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=timeout)
    try:
        connection.request("GET", path, headers=HEADERS)
        response = connection.getresponse()
        return response.status, response.read().decode()
    finally:
        connection.close()
