"""The site as in production, on a fresh database: granian with two processes, and the worker beside it."""

import http.client
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

CLONE = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Served:
    """A running site: its environment for `manage.py`, and its port on localhost."""

    environment: dict[str, str]
    port: int


@contextmanager
def databases(only: str) -> Iterator[dict[str, str]]:
    """The value of `PARCOURS_DATABASE` by the name of the database: SQLite and PostgreSQL, or `only` one of them."""
    if only == "sqlite":
        yield {"SQLite": "sqlite"}
        return
    with tempfile.TemporaryDirectory(prefix="parcours-bench-") as name:
        os.chmod(name, 0o755)  # noqa: S103 (PostgreSQL's own user has to pass)
        sys.path.insert(0, str(CLONE / "scripts"))
        from servers import PostgreSQL

        with PostgreSQL(Path(name)) as server:
            yield {"PostgreSQL": server.url} if only else {"SQLite": "sqlite", "PostgreSQL": server.url}


@contextmanager
def site(database: str, settings: str) -> Iterator[Served]:
    """A site with an empty database of that kind, running with that settings module."""
    with tempfile.TemporaryDirectory(prefix="parcours-bench-") as var, socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": settings,
            "PARCOURS_VAR": var,
            "PARCOURS_DATABASE": database,
            "PORT": str(port),
        }
        manage(environment, "migrate", "-v", "0")
        manage(environment, "createcachetable")
        with _running(environment, port):
            yield Served(environment, port)


def manage(environment: dict[str, str], *arguments: str) -> str:
    """What a command of `manage.py` prints; raises `RuntimeError` with it when the command fails."""
    command = [sys.executable, "manage.py", *arguments]
    done = subprocess.run(command, cwd=CLONE, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stdout + done.stderr)
    return done.stdout


def run_python(environment: dict[str, str], code: str) -> list[str]:
    """The words that `code` prints, run with the site's models."""
    return manage(environment, "shell", "-v", "0", "-c", code).split()


@contextmanager
def _running(environment: dict[str, str], port: int) -> Iterator[None]:
    granian = str(Path(sys.executable).parent / "granian")
    options = ["--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port), "--workers", "2"]
    commands = [
        [granian, *options, "--blocking-threads", "4", "--no-ws", "config.wsgi:application"],
        [sys.executable, "manage.py", "db_worker"],
    ]
    with (Path(environment["PARCOURS_VAR"]) / "log").open("w") as output:
        processes = [subprocess.Popen(c, cwd=CLONE, env=environment, stdout=output, stderr=output) for c in commands]
        try:
            _wait_for(port)
            yield
        finally:
            for process in processes:
                process.terminate()
            for process in processes:
                process.wait(20)


def _wait_for(port: int) -> None:
    limit = time.monotonic() + 90
    while time.monotonic() < limit:
        try:
            connection = http.client.HTTPConnection("localhost", port, timeout=30)
            connection.request("GET", "/forum/")
            if connection.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.3)
    raise RuntimeError("The site did not start.")
