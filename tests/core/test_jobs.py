import os
import time

import pytest
from django.core.files.base import ContentFile

from core import jobs
from core.jobs import KEPT_FOR, State


@pytest.fixture(autouse=True)
def folder_of_jobs(settings, tmp_path):
    settings.VAR_DIR = tmp_path


def age(identifier: str, seconds: int) -> None:
    then = time.time() - seconds
    os.utime(jobs.folder(identifier), (then, then))


def test_what_was_sent_and_asked_is_kept():
    identifier = jobs.create(State("import", options={"theirs": True}), ContentFile(b"a pack"))

    assert jobs.sent_file(identifier).read_bytes() == b"a pack"
    assert jobs.state_of(identifier, "import") == State("import", options={"theirs": True})


def test_a_job_is_forgotten_after_a_week_and_not_before():
    old, young = jobs.create(State("import")), jobs.create(State("import"))
    age(old, KEPT_FOR + 60)
    age(young, KEPT_FOR - 60)

    jobs.create(State("import"))

    assert jobs.state_of(old, "import") is None
    assert jobs.state_of(young, "import") is not None


@pytest.mark.parametrize("identifier", ["", "..", "../../etc", "A" * 32, "0" * 31, "0" * 32])
def test_what_names_no_job_is_none(identifier):
    assert jobs.state_of(identifier, "import") is None


def test_a_job_of_another_kind_is_none():
    assert jobs.state_of(jobs.create(State("import")), "export") is None


def test_work_tells_how_far_it_is_and_ends():
    identifier = jobs.create(State("import"))
    seen = []

    def work(state, progress):
        progress(1, 2, "Fiches")
        seen.append(jobs.state_of(identifier, "import"))
        state.outcome = {"created": 2}

    jobs.run(identifier, "import", work)

    assert (seen[0].done, seen[0].total, seen[0].label, seen[0].is_over) == (1, 2, "Fiches", False)
    assert jobs.state_of(identifier, "import").outcome == {"created": 2}
    assert jobs.state_of(identifier, "import").is_over


def test_work_that_fails_is_over_says_so_and_raises():
    identifier = jobs.create(State("import"))

    with pytest.raises(ZeroDivisionError):
        jobs.run(identifier, "import", lambda state, progress: 1 / 0)

    state = jobs.state_of(identifier, "import")
    assert state.is_over
    assert "erreur" in state.problems[0]


def test_work_is_done_once():
    identifier = jobs.create(State("import"))
    times = []

    jobs.run(identifier, "import", lambda state, progress: times.append(1))
    jobs.run(identifier, "import", lambda state, progress: times.append(1))

    assert times == [1]


def test_work_that_was_cut_says_what_to_do_and_what_is_over_stays():
    cut, over = jobs.create(State("import")), jobs.create(State("import"))
    jobs.run(over, "import", lambda state, progress: None)

    jobs.tell_cut(cut)
    jobs.tell_cut(over)

    assert "Envoyez le fichier de nouveau" in " ".join(jobs.state_of(cut, "import").problems)
    assert jobs.state_of(over, "import").problems == []
