"""The rules of own paths (order, moves, credit, links) are JavaScript: `node --test` runs rules.test.mjs."""

import shutil
import subprocess
from pathlib import Path

import pytest

HERE = Path(__file__).parent
SCRIPTS = HERE.parents[1] / "static" / "js"


def test_the_rules_of_paths_hold(tmp_path):
    node = shutil.which("node")
    if node is None:
        pytest.skip("Node is not on this machine: install Debian's package nodejs.")
    for folder in ("notebook", "path"):
        shutil.copytree(SCRIPTS / folder, tmp_path / folder)
    shutil.copy(HERE / "rules.test.mjs", tmp_path)
    (tmp_path / "package.json").write_text('{"type": "module"}')

    done = subprocess.run([node, "--test", "rules.test.mjs"], cwd=tmp_path, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout
