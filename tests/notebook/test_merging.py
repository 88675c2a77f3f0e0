import json
from pathlib import Path

import pytest
from hypothesis import given, settings

from notebook import merge, validate
from notebook.nodes import canonical
from notebook.notes import unpack

from .documents import DOCUMENTS
from .histories import HOUR, histories

VECTORS = Path(__file__).parents[1] / "vectors" / "notebook"
CASES = json.loads((VECTORS / "merges.json").read_text())
OLD_CASES = json.loads((VECTORS / "merges-1.json").read_text())
ORDER = json.loads((VECTORS / "order.json").read_text())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_two_notebooks_join_as_the_shared_vectors_say(case):
    left, right = validate(case["left"]), validate(case["right"])

    assert merge(left, right) == case["merged"]
    assert merge(right, left) == case["merged"]


@pytest.mark.parametrize("case", OLD_CASES, ids=lambda case: case["name"])
def test_notebooks_of_two_versions_join_as_those_of_one(case):
    """Each case of version 1 stands under the same name among those of today."""
    today = next(one for one in CASES if one["name"] == case["name"])
    merged = validate(case["merged"])

    assert merged == today["merged"]
    for left in (case["left"], today["left"]):
        for right in (case["right"], today["right"]):
            assert merge(validate(left), validate(right)) == merge(validate(right), validate(left)) == merged


def test_values_are_ordered_as_the_shared_vectors_say():
    assert sorted(ORDER, key=canonical) == ORDER


@given(DOCUMENTS, DOCUMENTS)
def test_the_order_of_two_notebooks_does_not_matter(left, right):
    assert merge(left, right) == merge(right, left)


@settings(max_examples=500)
@given(DOCUMENTS, DOCUMENTS, DOCUMENTS)
def test_three_notebooks_join_the_same_whichever_two_meet_first(one, two, three):
    assert merge(merge(one, two), three) == merge(one, merge(two, three))


@given(DOCUMENTS, DOCUMENTS)
def test_joining_again_what_is_already_in_changes_nothing(left, right):
    merged = merge(left, right)

    assert merge(left, left) == left
    assert merge(merged, right) == merged


@given(DOCUMENTS, DOCUMENTS)
def test_joining_leaves_both_notebooks_as_they_were(left, right):
    before = canonical(left), canonical(right)

    merge(left, right)

    assert (canonical(left), canonical(right)) == before


@given(DOCUMENTS, DOCUMENTS)
def test_what_two_notebooks_give_is_itself_a_notebook_in_its_one_form(left, right):
    merged = merge(left, right)

    assert canonical(validate(merged)) == canonical(merged)


@pytest.mark.parametrize("spread", [0, HOUR], ids=["clocks that agree", "clocks an hour apart"])
def test_ten_thousand_merges_lose_no_tick_and_no_note_and_undo_no_untick(spread):
    outcomes = histories(spread)

    lost_notes = [world for world, step in outcomes if texts_of(step) != world.last_values(("note",)) - {""}]
    lost_ticks = [(world, task) for world, step in outcomes for task in wrong_tasks(world, step)]

    assert sum(len(world.merges) for world, _ in outcomes) >= 10_000
    assert lost_notes == []
    assert lost_ticks == []


def texts_of(step):
    return {text.text for text in unpack(step["note"]).texts} if "note" in step else set()


def wrong_tasks(world, step):
    expected = {task: world.last_values(("taches", task)) for task in (":t1", ":t2", ":t3")}
    found = {task: pair[0] for task, pair in step.get("taches", {}).items()}
    return [task for task, values in expected.items() if values and found.get(task) not in values]
