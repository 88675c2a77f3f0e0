import os
import time

import pytest
from django.test import RequestFactory

from paper import making
from paper.documents import Document, found
from paper.making import LONGEST, MOST_ASKED, Progress, ask
from paper.serving import document_response

from .test_documents import PAGE

pytestmark = pytest.mark.django_db
QUEUED = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    return tmp_path / "documents"


@pytest.fixture
def worker_is_busy(settings):
    """What is enqueued waits."""
    settings.TASKS = QUEUED


@pytest.fixture(autouse=True)
def kind(monkeypatch):
    written = []

    def html(order):
        written.append(order["state"])
        return PAGE

    monkeypatch.setitem(making._makers, "page", lambda order: document(order["state"], html=lambda: html(order)))
    return written


def document(state="1", content="K8WDE", html=lambda: PAGE) -> Document:
    return Document(content, state, html)


def asked(state="1", content="K8WDE") -> Progress:
    return ask(document(state, content), "page", {"state": state})


def answer(state="1", **headers):
    request = RequestFactory().get("/page.pdf", headers=headers)
    return document_response(request, document(state), "page", {"state": state}, "page.pdf")


def test_one_document_of_a_content_is_made_at_a_time(worker_is_busy, kind):
    from django_tasks import default_task_backend

    assert [asked("1"), asked("1"), asked("2")] == [Progress.MAKING] * 3
    assert len(default_task_backend.results) == 1
    assert kind == []


def test_the_next_one_takes_the_place_when_the_first_is_made(worker_is_busy):
    asked("1")
    making.make_document.call("page", {"state": "1"}, "K8WDE")

    assert found(document("1"))
    assert asked("2") is Progress.MAKING


def test_a_crowd_of_contents_does_not_fill_the_worker(worker_is_busy):
    said = [asked(content=f"K8W{n:02}") for n in range(MOST_ASKED + 3)]

    assert said == [Progress.MAKING] * MOST_ASKED + [Progress.WAITING] * 3
    assert asked(content="K8W00") is Progress.MAKING


def test_what_was_asked_of_a_worker_that_is_gone_is_asked_again(worker_is_busy, folder):
    from django_tasks import default_task_backend

    asked()
    long_ago = time.time() - LONGEST - 1
    os.utime(folder / "asked/K8WDE", (long_ago, long_ago))

    assert asked() is Progress.MAKING
    assert len(default_task_backend.results) == 2


def test_a_request_that_cannot_be_queued_leaves_no_place_taken(monkeypatch, folder):
    def refuse(*args):
        raise OSError("database is locked")

    monkeypatch.setattr(type(making.make_document), "enqueue", refuse)
    with pytest.raises(OSError, match="locked"):
        asked()

    assert not list((folder / "asked").iterdir())


def test_who_asks_reads_that_it_is_being_made_then_has_it(worker_is_busy):
    waiting = answer()
    making.make_document.call("page", {"state": "1"}, "K8WDE")
    ready = answer()

    assert (waiting.status_code, waiting["Refresh"], waiting["Cache-Control"]) == (202, "2", "no-store")
    assert "Votre document est en préparation" in waiting.content.decode()
    assert ready["Content-Type"] == "application/pdf"
    assert b"".join(ready.streaming_content).startswith(b"%PDF")


def test_who_waits_for_others_reads_it(worker_is_busy):
    [asked(content=f"K8W{n:02}") for n in range(MOST_ASKED)]

    told = answer()

    assert (told.status_code, told["Retry-After"]) == (503, "2")
    assert "le vôtre attend son tour" in told.content.decode()


def test_a_document_that_fails_is_not_waited_for(worker_is_busy, monkeypatch, folder):
    def fails():
        raise ValueError("no page")

    asked()
    monkeypatch.setitem(making._makers, "page", lambda order: document(html=fails))
    with pytest.raises(ValueError, match="no page"):
        making.make_document.call("page", {"state": "1"}, "K8WDE")
    told = answer()

    assert told.status_code == 500
    assert "n’a pas pu être fait" in told.content.decode()
    assert "Refresh" not in told
    assert asked("2") is Progress.MAKING


def test_a_document_that_was_not_changed_is_not_sent_again():
    etag = answer()["ETag"]

    assert answer(if_none_match=etag).status_code == 304
    assert answer("2").status_code == 200
