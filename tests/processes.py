"""Programs of the site as processes of their own, over a database in a file: what a test cannot see from inside."""

import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection


def copy_of_the_tests_database(folder: Path) -> Path:
    """Every table of the site, those of its caches too, and what the migrations write."""
    if connection.vendor != "sqlite":
        pytest.skip("These processes work on a database in a file.")
    path = folder / "parcours.sqlite3"
    with closing(sqlite3.connect(connection.settings_dict["NAME"])) as source, closing(sqlite3.connect(path)) as target:
        source.backup(target)
        for table in ("django_cache", "limits"):  # `createcachetable` in a process of its own would take seconds
            target.execute(f"CREATE TABLE {table} (cache_key varchar(255) PRIMARY KEY, value text, expires datetime)")
    return path


def environment_of(folder: Path, **more: str) -> dict[str, str]:
    """As on a server whose data are in `folder`."""
    return {
        "PATH": os.environ["PATH"],
        "DJANGO_SETTINGS_MODULE": "config.settings.base",
        "PARCOURS_VAR": str(folder),
        "PARCOURS_SECRET_KEY": "long-enough-for-the-check-of-Django-and-used-in-these-tests-only",
        "PARCOURS_SITE_URL": "https://parcours.example.org",
        **more,
    }


def start(module: str, *arguments: str, environment: dict[str, str], log: Path) -> subprocess.Popen:
    """`python -m module arguments`, which writes to `log`."""
    with log.open("ab") as output:
        return subprocess.Popen(
            [sys.executable, "-m", module, *arguments],
            cwd=settings.BASE_DIR,
            env=environment,
            stdout=output,
            stderr=output,
        )


def wait_for(what: Callable[[], object], seconds: float, log: Path) -> None:
    """Until `what` is true; fails with what the processes wrote when it is not in time."""
    end = time.monotonic() + seconds
    while not what():
        if time.monotonic() > end:
            pytest.fail(f"Not so after {seconds} s.\n{log.read_text()}")
        time.sleep(0.05)
