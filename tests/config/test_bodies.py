import io
import json

import pytest
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.http import HttpResponse

from config.bodies import LARGEST, BodiesInTime

pytestmark = pytest.mark.django_db
BOUNDARY = "une-limite"


class Unread(io.BytesIO):
    """A body that tells how much of it was read."""

    def __init__(self):
        super().__init__(b"")
        self.asked = 0

    def read(self, size=-1):
        self.asked += 1
        return super().read(size)


@pytest.fixture
def no_file_is_written(monkeypatch):
    def refuse(*args, **kwargs):
        raise AssertionError("A file was begun on the disk.")

    monkeypatch.setattr(TemporaryFileUploadHandler, "new_file", refuse)


@pytest.mark.parametrize(
    "path",
    [
        "/chercher/choix/",
        "/compte/connexion/",
        "/compte/carnet/",
        "/forum/",
        "/rien/",
        "/admin/images/add/",
        "/admin/login/",
    ],
)
@pytest.mark.parametrize("kind", ["multipart/form-data; boundary=une-limite", "application/json", "text/plain"])
def test_a_large_body_of_a_visitor_is_refused_unread(visitor, no_file_is_written, path, kind):
    body = Unread()

    told = visitor.generic("POST", path, content_type=kind, CONTENT_LENGTH=str(LARGEST + 1), **{"wsgi.input": body})

    assert told.status_code == 413
    assert "trop volumineux" in told.content.decode()
    assert body.asked == 0


def test_a_learner_is_a_visitor_too(signed_in, learner):
    told = signed_in(learner).generic("POST", "/admin/images/add/", CONTENT_LENGTH=str(LARGEST + 1))

    assert told.status_code == 413


def test_the_team_sends_its_files(signed_in, administrator):
    told = signed_in(administrator).post("/admin/packs/import/", {"x": "a" * (LARGEST + 10)})

    assert told.status_code != 413


def test_a_notebook_as_large_as_they_come_passes(signed_in, learner):
    document = json.dumps({"format": "carnet", "version": 1, "x": "a" * 150_000})

    told = signed_in(learner).put("/compte/carnet/", document, content_type="application/json")

    assert told.status_code != 413


@pytest.mark.parametrize("length", ["", "abc", "-5"])
def test_a_length_that_says_nothing_is_no_body(visitor, length):
    told = visitor.generic("POST", "/chercher/choix/", CONTENT_LENGTH=length)

    assert told.status_code < 500


class Cut:
    """The body of a browser that went away."""

    def read(self, size=-1):
        raise OSError("the client is gone")

    readline = read


def test_a_body_that_is_cut_is_no_error_of_ours(visitor):
    told = visitor.generic(
        "POST", "/mesures/questions/", content_type="application/json", CONTENT_LENGTH="9", **{"wsgi.input": Cut()}
    )

    assert told.status_code == 400


def test_a_body_is_read_once_and_kept_for_the_view(rf):
    answer = BodiesInTime(lambda request: HttpResponse(request.POST["a"] + request.body.decode()))

    assert answer(rf.post("/", "a=1", content_type="application/x-www-form-urlencoded")).content == b"1a=1"
