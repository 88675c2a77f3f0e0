from datetime import timedelta

import pytest
from django.db import IntegrityError, InterfaceError, OperationalError
from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from core import cut_work, jobs, working
from core.cut_work import SILENCE, beat, orphans, take_back
from core.jobs import State
from core.models import WorkerBeat
from core.working import Heart
from mail.outbox import send_waiting_mail
from packs.jobs import IMPORT, run_import

LONG_AGO = 2 * SILENCE


@pytest.fixture(autouse=True)
def jobs_folder(settings, tmp_path):
    settings.VAR_DIR = tmp_path


def running(task, *arguments, workers=("gone",), since=LONG_AGO):
    return DBTaskResult.objects.create(
        status="RUNNING",
        started_at=timezone.now() - since,
        args_kwargs={"args": list(arguments), "kwargs": {}},
        task_path=task.module_path,
        worker_ids=list(workers),
        run_after=timezone.now(),
        backend_name="default",
        exception_class_path="",
        traceback="",
    )


@pytest.mark.django_db
def test_a_task_of_a_worker_that_lives_is_left_alone():
    beat("alive", timezone.now())
    running(send_waiting_mail, workers=["gone", "alive"])

    assert orphans() == []


@pytest.mark.django_db
def test_a_task_that_has_just_begun_is_left_alone():
    running(send_waiting_mail, since=timedelta(seconds=5))

    assert orphans() == []


@pytest.mark.django_db
def test_what_may_be_done_twice_is_done_again():
    result = running(send_waiting_mail)

    take_back(result)

    assert list(DBTaskResult.objects.ready()) == [result]


@pytest.mark.django_db
def test_what_ends_its_worker_each_time_is_not_tried_for_ever():
    result = running(send_waiting_mail, workers=["one", "two", "three"])

    take_back(result)

    result.refresh_from_db()
    assert result.status == "FAILED"


@pytest.mark.django_db
def test_an_import_that_was_cut_says_so_on_its_page(administrator, signed_in):
    identifier = jobs.create(State(IMPORT, {"decision": "", "is_trial": False}))
    result = running(run_import, identifier)

    take_back(result)

    result.refresh_from_db()
    page = signed_in(administrator).get(reverse("pack_job", args=[identifier]))
    assert result.status == "FAILED"
    assert "a été interrompu" in page.content.decode()
    assert "Refresh" not in page


@pytest.mark.django_db
def test_the_page_of_a_job_says_that_no_worker_answers(administrator, signed_in):
    identifier = jobs.create(State(IMPORT, {"decision": "", "is_trial": False}))
    client, address = signed_in(administrator), reverse("pack_job", args=[identifier])
    without = client.get(address)
    beat("alive", timezone.now())

    assert "ne répond pas" in without.content.decode()
    assert "ne répond pas" not in client.get(address).content.decode()


@pytest.mark.django_db
def test_an_orphan_is_taken_back_at_the_second_look_only():
    result = running(send_waiting_mail)
    heart = Heart("alive")

    heart.beat()
    result.refresh_from_db()
    first = result.status
    heart.beat()
    result.refresh_from_db()

    assert (first, result.status) == ("RUNNING", "READY")


@pytest.mark.django_db
def test_two_workers_take_an_orphan_back_once():
    result = running(run_import, "0" * 32)
    same = DBTaskResult.objects.get(pk=result.pk)
    told = []
    cut_work.tell_when_cut(run_import, told.append)

    take_back(result)
    take_back(same)
    cut_work.tell_when_cut(run_import, jobs.tell_cut)

    assert told == ["0" * 32]


@pytest.mark.django_db
def test_a_worker_that_beats_is_known_since_its_start():
    started = timezone.now() - timedelta(hours=1)

    beat("alive", started)
    beat("alive", timezone.now())

    assert WorkerBeat.objects.get().started_at == started


def failed(task, error, times=1):
    """A task that failed so, as the worker leaves it."""
    result = running(task, workers=["alive"] * times)
    result.set_failed(error)
    return result


@pytest.mark.django_db
@pytest.mark.parametrize("error", [OperationalError("database is locked"), InterfaceError("connection already closed")])
def test_what_met_a_locked_or_lost_database_is_done_again_after_a_pause(error):
    result = failed(send_waiting_mail, error)

    assert cut_work.do_again_later(result)
    result.refresh_from_db()
    assert (result.status, result.traceback) == ("READY", "")
    assert list(DBTaskResult.objects.ready()) == []
    DBTaskResult.objects.update(run_after=F("run_after") - cut_work.PAUSE)
    assert list(DBTaskResult.objects.ready()) == [result]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("task", "error", "times"),
    [
        (send_waiting_mail, ValueError("a fault of ours"), 1),
        (send_waiting_mail, IntegrityError("a fault of ours"), 1),
        (send_waiting_mail, OperationalError("database is locked"), 3),
        (run_import, OperationalError("database is locked"), 1),
    ],
)
def test_another_failure_stays_one(task, error, times):
    result = failed(task, error, times)

    assert not cut_work.do_again_later(result)
    result.refresh_from_db()
    assert result.status == "FAILED"


@pytest.mark.django_db
def test_the_worker_gives_back_what_met_a_lock(monkeypatch):
    result = running(send_waiting_mail, workers=["alive"])
    monkeypatch.setattr(working.TasksWorker, "run_task", lambda self, it: it.set_failed(OperationalError("locked")))

    object.__new__(working.Worker).run_task(result)

    result.refresh_from_db()
    assert result.status == "READY"
