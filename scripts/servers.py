"""The two servers that the tests meet for real, each in a folder that is thrown away."""

import os
import shutil
import signal
import subprocess
import time
from pathlib import Path
from typing import Self

from setup import CLONE
from terminal import say

ELASTICSEARCH_PORT = 9209


class Elasticsearch:
    """Starts while the gates run; `wait` returns its address, or nothing when it could not start."""

    def __init__(self, folder: Path):
        self.folder = folder / "elasticsearch"

    def __enter__(self) -> Self:
        command = ["tests/elasticsearch/start", "--port", str(ELASTICSEARCH_PORT), str(self.folder)]
        self.starting = subprocess.Popen(command, cwd=CLONE, stdin=subprocess.DEVNULL)
        return self

    def wait(self) -> str:
        if self.starting.wait():
            say("Elasticsearch n’a pas démarré : les tests qui le demandent échouent.")
        return f"http://127.0.0.1:{ELASTICSEARCH_PORT}"

    def __exit__(self, *_: object) -> None:
        self.starting.wait()
        pid = self.folder / "pid"
        if pid.exists():
            end(int(pid.read_text()))


class PostgreSQL:
    """A cluster that answers on a socket in its folder and does not care about power cuts."""

    DATABASE = "tests"
    OPTIONS = "-c listen_addresses='' -c fsync=off -c synchronous_commit=off -c full_page_writes=off"

    def __init__(self, folder: Path):
        self.folder = folder / "postgresql"
        self.programs = max(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
        self.url = f"postgresql://tests@/{self.DATABASE}?host={self.folder}"

    def __enter__(self) -> Self:
        self.folder.mkdir()
        self.become: list[str] = []
        if os.geteuid() == 0:  # PostgreSQL refuses to run as root
            shutil.chown(self.folder, "postgres", "postgres")
            self.become = ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"]
        self.data = str(self.folder / "data")
        self._run("initdb", "-D", self.data, "-U", "tests", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8")
        self.start()
        self._run("createdb", "-h", str(self.folder), "-U", "tests", self.DATABASE)
        return self

    def __exit__(self, *_: object) -> None:
        self.stop("immediate")

    def start(self) -> None:
        self._run("pg_ctl", "-D", self.data, "-w", "-o", f"{self.OPTIONS} -k {self.folder}", "start")

    def stop(self, mode: str) -> None:
        """`immediate` as by a crash, `fast` as by an update: those who are connected are sent away."""
        self._run("pg_ctl", "-D", self.data, "-m", mode, "stop")

    def _run(self, program: str, *arguments: str) -> None:
        log = self.folder.parent / "postgresql.log"
        with log.open("a") as output:
            command = [*self.become, str(self.programs / program), *arguments]
            # pg_ctl's server keeps the output open: a file, since a pipe would never end.
            code = subprocess.run(command, cwd="/", stdout=output, stderr=output, check=False).returncode
        if code:
            raise RuntimeError(f"{program} failed:\n{log.read_text()}")


def end(pid: int) -> None:
    """Asks a process to stop, and ends it when it has not within 10 s."""
    for number, patience in ((signal.SIGTERM, 10), (signal.SIGKILL, 5)):
        try:
            os.kill(pid, number)
            limit = time.monotonic() + patience
            while time.monotonic() < limit:
                os.kill(pid, 0)
                time.sleep(0.1)
        except ProcessLookupError:
            return
