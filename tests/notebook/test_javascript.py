"""The browser's merge gives what the server's gives. Runs `node` once per question; skips where it is absent."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from notebook import merge, validate
from notebook.nodes import canonical

from .documents import DOCUMENTS
from .histories import HOUR, histories
from .test_merging import CASES, OLD_CASES, ORDER
from .test_raising import MIGRATIONS
from .test_validation import CASES as TEXTS
from .test_validation import NOW

HERE = Path(__file__).parent
MODULES = HERE.parents[1] / "static" / "js" / "notebook"


@pytest.fixture(scope="module")
def javascript(tmp_path_factory):
    """`javascript(questions)` is what the modules answer, one text per question."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("Node is not on this machine: install Debian's package nodejs.")
    folder = tmp_path_factory.mktemp("notebook")
    shutil.copytree(MODULES, folder, dirs_exist_ok=True)
    (folder / "package.json").write_text('{"type": "module"}')

    def ask(questions):
        lines = folder / "questions.jsonl"
        lines.write_text("".join(json.dumps(question) + "\n" for question in questions))
        command = [node, str(HERE / "agree.mjs"), str(folder), str(lines)]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout.split("\n")[:-1]

    return ask


def test_javascript_joins_as_the_shared_vectors_say(javascript):
    pairs = [(validate(case["left"]), validate(case["right"])) for case in CASES]

    answers = javascript([["merge", pair] for pair in pairs] + [["merge", pair[::-1]] for pair in pairs])

    assert answers == [canonical(case["merged"]) for case in CASES] * 2


def test_javascript_joins_notebooks_of_two_versions_as_the_shared_vectors_say(javascript):
    today = {case["name"]: case for case in CASES}
    pairs = [(case["left"], today[case["name"]]["right"]) for case in OLD_CASES]

    answers = javascript([["join", pair] for pair in pairs] + [["join", pair[::-1]] for pair in pairs])

    assert answers == [canonical(today[case["name"]]["merged"]) for case in OLD_CASES] * 2


def test_javascript_raises_old_notebooks_as_the_shared_vectors_say(javascript):
    answers = javascript([["parse", [case["old"], None]] for case in MIGRATIONS])

    assert dict(zip(names(MIGRATIONS), answers, strict=True)) == {
        case["name"]: canonical(case["new"]) for case in MIGRATIONS
    }


def test_javascript_orders_values_as_the_shared_vectors_say(javascript):
    assert javascript([["order", ORDER[::-1]]]) == [canonical(ORDER)]


def test_javascript_accepts_and_refuses_as_the_shared_vectors_say(javascript):
    answers = javascript([["parse", [case["text"], NOW]] for case in TEXTS])

    expected = [case.get("reason") or canonical(case["document"]) for case in TEXTS]
    assert dict(zip(names(TEXTS), answers, strict=True)) == dict(zip(names(TEXTS), expected, strict=True))


def names(cases):
    return [case["name"] for case in cases]


@pytest.mark.parametrize("spread", [0, HOUR], ids=["clocks that agree", "clocks an hour apart"])
def test_javascript_gives_the_same_for_ten_thousand_merges(javascript, spread):
    merges = [merge for world, _ in histories(spread) for merge in world.merges]

    answers = javascript([["merge", [left, right]] for left, right, _ in merges])

    assert len(merges) >= 10_000
    assert answers == [canonical(merged) for _, _, merged in merges]


def test_javascript_gives_the_same_for_notebooks_made_to_collide(javascript):
    pairs = []

    @settings(max_examples=1000, database=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(DOCUMENTS, DOCUMENTS)
    def collect(left, right):
        pairs.append((left, right))

    collect()

    answers = javascript([["merge", pair] for pair in pairs])
    assert answers == [canonical(merge(left, right)) for left, right in pairs]
