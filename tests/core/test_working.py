import pytest
from django.db import OperationalError

from core import working
from core.models import WorkerBeat
from core.working import Heart, TasksWorker, Worker


@pytest.fixture
def worker(monkeypatch):
    """A worker whose rounds end as they are told to, without sleeping; `slept` says how long it would have."""
    made = Worker(
        queue_names=["default"],
        interval=0,
        batch=False,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id="",
        excluded_queue_names=[],
    )
    made.slept, made.names = [], []
    monkeypatch.setattr(working.time, "sleep", made.slept.append)
    monkeypatch.setattr(working.connections, "close_all", lambda: None)
    monkeypatch.setattr(Heart, "_live", lambda self: None)
    return made


def rounds_of(worker, monkeypatch, ends):
    endings = iter(ends)

    def run(self):
        self.names.append(self.worker_id)
        if error := next(endings):
            raise error

    monkeypatch.setattr(TasksWorker, "run", run)
    worker.run()


@pytest.mark.parametrize("error", [OperationalError("database is locked"), OSError(28, "No space left on device")])
def test_a_lock_a_full_disk_or_a_lost_database_ends_a_round_and_not_the_worker(worker, monkeypatch, error):
    rounds_of(worker, monkeypatch, [error, error, error, None])

    assert worker.slept == [1, 2, 4]


def test_what_a_round_left_undone_is_under_a_name_that_beats_no_more(worker, monkeypatch):
    rounds_of(worker, monkeypatch, [OperationalError("database is locked"), None])

    assert len(set(worker.names)) == 2


def test_a_fault_of_ours_is_not_hidden(worker, monkeypatch):
    with pytest.raises(ZeroDivisionError):
        rounds_of(worker, monkeypatch, [ZeroDivisionError()])


@pytest.mark.django_db
def test_a_heart_writes_its_beat():
    Heart("alive").beat()

    assert WorkerBeat.objects.get().worker_id == "alive"
