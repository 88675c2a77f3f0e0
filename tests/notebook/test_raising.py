"""Version 1 wrote ids and words of the format side by side: its documents become those of today, whatever the ids."""

import json
from pathlib import Path

import pytest

from notebook import merge, parse, validate
from notebook.validation import MAX_BYTES, byte_size

MIGRATIONS = json.loads((Path(__file__).parents[1] / "vectors" / "notebook" / "migrations.json").read_text())


@pytest.mark.parametrize("case", MIGRATIONS, ids=lambda case: case["name"])
def test_an_old_notebook_is_raised_as_the_shared_vectors_say(case):
    assert parse(case["old"]) == case["new"]
    assert "illisible" not in case["new"]


@pytest.mark.parametrize("case", MIGRATIONS, ids=lambda case: case["name"])
def test_raising_twice_changes_nothing_more(case):
    assert validate(case["new"]) == merge(case["new"], parse(case["old"])) == case["new"]


def test_a_full_notebook_of_version_1_still_fits():
    """The shortest ids and values that a notebook can hold: 10 bytes each become 11."""
    answers = {f"{number:x}": ["", 1] for number in range(20_000)}
    old = {"format": "carnet", "version": 1, "scenarios": {"A": {"contexte": answers}}}
    while len(json.dumps(old, separators=(",", ":"))) > 200_000:
        for key in list(answers)[: len(answers) // 50]:
            del answers[key]

    assert byte_size(validate(old)) <= MAX_BYTES
