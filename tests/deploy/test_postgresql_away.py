"""A PostgreSQL that is stopped, and comes back, under a site that runs: each request is told in time, in French."""

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.conf import settings

from . import serving

# As many as the threads of the site, and twice: those who wait for a thread wait for the database too.
TOGETHER = 16
AWAY = 8
"""Seconds: longer than the first attempts of a pool, whose waits then double."""
TOLD_WITHIN, BACK_WITHIN = 2, 5


@pytest.fixture(scope="module")
def database() -> Iterator:
    """A cluster of its own; PostgreSQL's account has to pass to its folder."""
    if not list(Path("/usr/lib/postgresql").glob("*/bin/initdb")):
        pytest.skip("PostgreSQL is not on this machine: install Debian's package postgresql.")
    sys.path.insert(0, str(settings.BASE_DIR / "scripts"))
    from servers import PostgreSQL

    folder = Path(tempfile.mkdtemp(prefix="parcours-away-"))
    os.chmod(folder, 0o755)  # noqa: S103
    with PostgreSQL(folder) as server:
        yield server
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def site(database, tmp_path_factory) -> Iterator[int]:
    var = tmp_path_factory.mktemp("var")
    serving.lay_static_files(var)
    for command in (["migrate", "-v", "0"], ["createcachetable"]):
        serving.manage(var, *command, PARCOURS_DATABASE=database.url)
    with serving.granian(var, PARCOURS_DATABASE=database.url) as port:
        yield port


def asked_together(port: int) -> list[tuple[int, str, float]]:
    """Status, text and seconds of as many requests at once."""

    def ask(_number: int) -> tuple[int, str, float]:
        started = time.monotonic()
        return *serving.get(port, "/"), time.monotonic() - started

    with ThreadPoolExecutor(TOGETHER) as pool:
        return list(pool.map(ask, range(TOGETHER)))


def seconds_until_it_works(port: int) -> float:
    started = time.monotonic()
    while any(status != 200 for status, *_ in asked_together(port)):
        assert time.monotonic() - started < 60
    return time.monotonic() - started


@pytest.mark.parametrize("mode", ["fast", "immediate"])
def test_each_request_is_told_in_time_and_the_site_is_back_with_its_database(site, database, mode):
    asked_together(site)
    quiet = asked_together(site)

    database.stop(mode)
    stopped = time.monotonic()
    told = []
    while time.monotonic() - stopped < AWAY:
        told += asked_together(site)
    database.start()
    back = seconds_until_it_works(site)

    longest, usual = max(seconds for *_, seconds in told), max(seconds for *_, seconds in quiet)
    print(f"{len(told)} told within {longest:.2f} s (quiet: {usual:.2f} s), back after {back:.2f} s")
    assert {status for status, *_ in quiet} == {200}
    assert {status for status, *_ in told} == {503}
    assert all('<html lang="fr"' in page for _, page, _ in told)
    assert longest < TOLD_WITHIN + usual  # this machine may be busy: what a page takes there is not the database's
    assert back < BACK_WITHIN + usual
