"""The rules of docs/architecture.md that a machine can hold."""

import re

import pytest

from .names import CLONE, python_files

VAGUE_NAMES = {"utils", "helpers", "services", "common", "misc"}
LONGEST = 300
CODE = [path for path in python_files() if "migrations" not in path.parts]
STYLES = list((CLONE / "static" / "css").rglob("*.css"))
NO_QUERIES = [path for path in CODE if path.stem in {"views", "wagtail_hooks"} or path.parent.name == "views"]


def test_no_file_has_a_vague_name():
    assert [path for path in CODE if {path.stem, path.parent.name} & VAGUE_NAMES] == []


def test_a_long_file_is_split_by_noun():
    assert [path for path in (*CODE, *STYLES) if len(path.read_text().splitlines()) > LONGEST] == []


@pytest.mark.parametrize("path", NO_QUERIES, ids=lambda path: str(path.relative_to(CLONE)))
def test_views_and_hooks_leave_queries_to_others(path):
    assert re.findall(r".*\.objects\b.*", path.read_text()) == []
