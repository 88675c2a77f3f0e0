"""Modules of one app form no circle: what they import of ours stands at their top."""

import ast

import pytest

from .names import CLONE, apps, python_files

CODE = [path for path in python_files() if not {"migrations", "management"} & set(path.parts)]
# A page reaches its view when it is served, since views read models; an app registers what it offers once all are there.
LATER = {"models", "apps"}
ALLOWED = {
    "paper/documents.py": "WeasyPrint takes a second to load, for documents only",
    "search/meaning/making.py": "a machine may have no numpy: what needs it is loaded beside a model only",
    "search/engine.py": "the index is brought up to date by what asks for this engine",
}


def imports_in_functions(source: str) -> set[str]:
    functions = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef)]
    inside = [node for function in functions for node in ast.walk(function)]
    relative = {node.module or "." for node in inside if isinstance(node, ast.ImportFrom) and node.level}
    absolute = {node.module for node in inside if isinstance(node, ast.ImportFrom) and not node.level}
    named = {alias.name for node in inside if isinstance(node, ast.Import) for alias in node.names}
    return relative | {name for name in absolute | named if name.partition(".")[0] in apps()}


def test_imports_in_functions_are_found():
    source = "import core\ndef f():\n    import json, core.jobs\n    from .queries import a\n    from forum import b\n"

    assert imports_in_functions(source) == {"core.jobs", "queries", "forum"}


@pytest.mark.parametrize("path", CODE, ids=lambda path: str(path.relative_to(CLONE)))
def test_a_module_imports_ours_at_its_top(path):
    is_allowed = LATER & {path.stem, path.parent.name} or str(path.relative_to(CLONE)) in ALLOWED

    assert is_allowed or imports_in_functions(path.read_text()) == set()
