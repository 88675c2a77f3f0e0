import json
from pathlib import Path

import pytest

from notebook import NotebookError, merge, parse, validate
from notebook.validation import MAX_BYTES, byte_size

CASES = json.loads((Path(__file__).parents[1] / "vectors" / "notebook" / "validations.json").read_text())
NOW = 1_763_800_000_000


@pytest.mark.parametrize("case", [case for case in CASES if "reason" in case], ids=lambda case: case["name"])
def test_what_is_not_a_sound_notebook_is_refused_with_its_reason(case):
    with pytest.raises(NotebookError) as refusal:
        parse(case["text"], now=NOW)

    assert refusal.value.reason == case["reason"]


@pytest.mark.parametrize("case", [case for case in CASES if "document" in case], ids=lambda case: case["name"])
def test_a_sound_notebook_is_given_back_in_its_one_form(case):
    assert parse(case["text"], now=NOW) == case["document"]


def test_a_notebook_of_220_kilobytes_is_accepted_and_one_byte_more_is_not():
    def notebook(length):
        return {"format": "carnet", "version": 2, "reglages": {"theme": ["x" * length, 1]}}

    room = MAX_BYTES - byte_size(validate(notebook(0)))

    assert byte_size(validate(notebook(room))) == MAX_BYTES
    with pytest.raises(NotebookError, match="too-large"):
        validate(notebook(room + 1))


def test_ten_megabytes_are_refused_before_they_are_read():
    with pytest.raises(NotebookError, match="too-large"):
        parse(b"[" * 10_000_000)


def test_a_file_that_is_not_utf_8_is_refused():
    with pytest.raises(NotebookError, match="not-a-notebook"):
        parse('{"format":"carnet","version":2,"été":{}}'.encode("latin-1"))


def test_one_s_own_notebook_is_read_whatever_its_clock_said():
    ahead = {"format": "carnet", "version": 2, "reglages": {"theme": ["sombre", 2**53 - 1]}}

    assert validate(ahead)["reglages"] == {"theme": ["sombre", 2**53 - 1]}


def test_joining_may_exceed_the_limit_and_cuts_nothing():
    def notebook(code):
        return validate(
            {"format": "carnet", "version": 2, "lecons": {f":{code}": {"etat": ["lu", 1], "titre": "x" * 150_000}}}
        )

    merged = merge(notebook("7QK2M"), notebook("K8WDE"))

    assert byte_size(merged) > MAX_BYTES
