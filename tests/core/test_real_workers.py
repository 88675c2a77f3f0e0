"""Workers as processes: one that is killed, one whose database is locked for longer than it waits."""

import signal
import sqlite3
from contextlib import closing

import pytest
from django_tasks_db.models import DBTaskResult

from tests.processes import copy_of_the_tests_database, environment_of, start, wait_for

pytestmark = pytest.mark.django_db
# Seconds; two starts of a process and a lease take eight when nothing else runs.
A_BUSY_MACHINE = 60


class Site:
    def __init__(self, folder):
        self.folder, self.log = folder, folder / "log"
        self.base = copy_of_the_tests_database(folder)
        self.workers = []

    def start_worker(self, **more):
        environment = environment_of(self.folder, **more)
        worker = start("tests.core.real_worker", environment=environment, log=self.log)
        self.workers.append(worker)
        return worker

    def start_worker_with_a_task(self, seconds):
        """Returns the worker once it is at its task."""
        worker = self.start_worker(FIRST_TASK_SECONDS=str(seconds))
        wait_for(self.begun_by, A_BUSY_MACHINE, self.log)
        return worker

    def status(self):
        with closing(sqlite3.connect(self.base)) as base:
            [(status,)] = base.execute(f"SELECT status FROM {DBTaskResult._meta.db_table}")  # noqa: S608
        return status

    def begun_by(self):
        begun = self.folder / "begun"
        return [int(line) for line in begun.read_text().split()] if begun.exists() else []

    def wait_until_done(self):
        wait_for(lambda: self.status() == "SUCCESSFUL", A_BUSY_MACHINE, self.log)


@pytest.fixture
def site(tmp_path):
    made = Site(tmp_path)
    yield made
    for worker in made.workers:
        worker.kill()
        worker.wait()


def test_the_task_of_a_worker_that_was_killed_is_done_by_another(site):
    killed = site.start_worker_with_a_task(seconds=60)

    other = site.start_worker()
    killed.send_signal(signal.SIGKILL)
    killed.wait()
    site.wait_until_done()

    assert site.begun_by() == [killed.pid, other.pid]
    assert (site.folder / "done").read_text() == str(other.pid)


def test_a_worker_that_is_asked_to_stop_stops_without_a_word(site):
    worker = site.start_worker_with_a_task(seconds=0.1)
    site.wait_until_done()

    worker.terminate()

    assert worker.wait(A_BUSY_MACHINE) == 0
    assert site.log.read_text() == ""


def test_a_worker_outlives_a_database_that_is_locked_for_longer_than_it_waits(site):
    worker = site.start_worker_with_a_task(seconds=0.5)

    with closing(sqlite3.connect(site.base, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        wait_for(lambda: "cannot work now" in site.log.read_text(), A_BUSY_MACHINE, site.log)
        status_while_locked = site.status()
        other.execute("ROLLBACK")
    site.wait_until_done()

    assert status_while_locked == "RUNNING"
    assert worker.poll() is None
    assert site.begun_by() == [worker.pid, worker.pid]
