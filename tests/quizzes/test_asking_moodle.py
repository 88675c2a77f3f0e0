"""The script that compares our questions with what a real Moodle gave back says what changed, and nothing else."""

import runpy
from dataclasses import replace
from pathlib import Path

import pytest

from quizzes.exchange import gift_writing, moodle_writing

from .conftest import EVERY_KIND, SINGLE

SCRIPT = Path(__file__).parents[2] / "scripts" / "ask_moodle.py"
changes_between = runpy.run_path(str(SCRIPT))["changes_between"]


def file_of(questions, writing=moodle_writing) -> bytes:
    return "".join(writing.write(questions)).encode()


@pytest.mark.parametrize("writing", [moodle_writing, gift_writing])
def test_what_comes_back_whole_has_no_change(writing):
    assert list(changes_between(file_of(EVERY_KIND, writing), file_of(EVERY_KIND))) == []


def test_what_changed_or_did_not_come_back_is_named():
    other = replace(SINGLE, stem=f"{SINGLE.stem} Vraiment ?")
    ours = [SINGLE, *[one for one in EVERY_KIND if one.kind != SINGLE.kind][:1]]

    said = list(changes_between(file_of(ours), file_of([other])))

    assert len(said) == 2
    assert "stem" in said[0]
    assert "did not come back" in said[1]
