"""Ten thousand lives of notebooks, in the browser's own modules: nothing lost, nothing refused, whatever the ids.

`gestures.mjs` says what a life is. About a minute and a half of one processor.
"""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from notebook import parse
from notebook.nodes import canonical

HERE = Path(__file__).parent
SCRIPTS = HERE.parents[1] / "static" / "js"
LIVES = 10_000
READ_BY_PYTHON = 500


@pytest.fixture(scope="module")
def lived(tmp_path_factory):
    """What node says after the lives, and the notebooks that some of them ended with."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("Node is not on this machine: install Debian's package nodejs.")
    folder = tmp_path_factory.mktemp("lives")
    for name in ("notebook", "path"):
        shutil.copytree(SCRIPTS / name, folder / name)
    for module in HERE.glob("*.mjs"):
        shutil.copy(module, folder)
    (folder / "package.json").write_text('{"type": "module"}')
    command = [node, "gestures.mjs", str(folder), str(LIVES), "1", str(LIVES // READ_BY_PYTHON)]
    return subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True)


def test_in_ten_thousand_lives_nothing_is_lost_and_nothing_refused(lived):
    assert f"0 of {LIVES} went wrong" in lived.stderr, lived.stderr
    went_back, strange = (int(part.split()[0]) for part in lived.stderr.split("wrong; ")[1].split(", "))
    assert went_back > LIVES / 20
    assert strange > LIVES / 20


def test_the_server_reads_what_they_end_with_as_the_browser_does(lived):
    documents = lived.stdout.split("\n")[:-1]

    assert len(documents) == READ_BY_PYTHON
    assert [canonical(parse(text)) for text in documents] == documents
    assert sum(":efface" in json.dumps(json.loads(text)) for text in documents) > READ_BY_PYTHON / 20
