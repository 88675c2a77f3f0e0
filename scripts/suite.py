"""What `make test` runs once everything is fetched: the gates, then the tests on SQLite and on PostgreSQL."""

import fcntl
import os
import shutil
import socket
import struct
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import gates
import servers
from gates import Gate, Result
from setup import CLONE
from terminal import say

WORKERS = str(min(4, os.cpu_count() or 1))
SLOWEST = "10"


def main() -> int:
    if "--network-is-cut" in sys.argv:
        raise_loopback()
    with tempfile.TemporaryDirectory(prefix="parcours-servers-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        folder.chmod(0o755)  # the servers run as other users
        with servers.Elasticsearch(folder) as elasticsearch, servers.PostgreSQL(folder) as postgresql:
            on_sqlite = {"PARCOURS_VAR": str(folder / "var")}
            on_postgresql = {"PARCOURS_DATABASE": postgresql.url}
            (folder / "var").mkdir()
            results = gates.run_all(migrate("SQLite", on_sqlite), migrate("PostgreSQL", on_postgresql))
            give_each_worker_a_copy(folder / "var")
            on_sqlite["PARCOURS_TEST_ELASTICSEARCH"] = elasticsearch.wait()
            results.append(run_tests("pytest, SQLite", folder, on_sqlite))
            on_postgresql["TEST_DATABASE_TEMPLATE"] = postgresql.DATABASE
            results.append(run_tests("pytest, PostgreSQL", folder, on_postgresql, "--database-only"))
    return gates.report(results)


def raise_loopback() -> None:
    """A new network namespace has only a sleeping loopback interface."""
    set_interface_flags, up_and_running = 0x8914, 0x1 | 0x40
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as control:
        fcntl.ioctl(control, set_interface_flags, struct.pack("16sh22x", b"lo", up_and_running))


def migrate(name: str, environment: dict[str, str]) -> Gate:
    """All the migrations from nothing, once: the workers of the tests start from a copy."""
    command = gates.tool("python", "manage.py", "migrate", "--verbosity", "0")
    return Gate(f"migrations, {name}", command, environment)


def give_each_worker_a_copy(var: Path) -> None:
    """Under the names that pytest-xdist gives to the databases of its workers; pytest then reuses them."""
    migrated = var / "parcours.sqlite3"
    for worker in range(int(WORKERS) if migrated.exists() else 0):
        shutil.copy(migrated, var / f"tests.sqlite3_gw{worker}")


def run_tests(name: str, folder: Path, environment: dict[str, str], *options: str) -> Result:
    say(f"\n→ {name}")
    started = time.monotonic()
    report = folder / "report.xml"
    report.unlink(missing_ok=True)
    command = gates.tool("pytest", "-n", WORKERS, "-q", f"--junitxml={report}", f"--durations={SLOWEST}", *options)
    code = subprocess.run(command, cwd=CLONE, env={**os.environ, **environment}, check=False).returncode
    passed, failed, skipped = counts(report)
    if code and not failed:
        failed = 1
    return Result(name, time.monotonic() - started, passed, failed, skipped)


def counts(report: Path) -> tuple[int, int, int]:
    """Passed, failed and skipped tests of a JUnit report; nothing passed when the run broke before writing it."""
    if not report.exists():
        return 0, 1, 0
    suite = next(ElementTree.parse(report).iter("testsuite"))
    total, failures, errors, skipped = (int(suite.get(k, "0")) for k in ("tests", "failures", "errors", "skipped"))
    return total - failures - errors - skipped, failures + errors, skipped


if __name__ == "__main__":
    sys.exit(main())
