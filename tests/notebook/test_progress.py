"""What the browser reads of a chosen tool, and the QR codes that it draws. Runs `node`; skips where it is absent."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest
import segno
from segno import encoder

HERE = Path(__file__).parent
MODULES = HERE.parents[1] / "static" / "js" / "notebook"


@pytest.fixture(scope="module")
def ask(tmp_path_factory):
    node = shutil.which("node")
    if node is None:
        pytest.skip("Node is not on this machine: install Debian's package nodejs.")
    folder = tmp_path_factory.mktemp("notebook")
    shutil.copytree(MODULES, folder, dirs_exist_ok=True)
    (folder / "package.json").write_text('{"type": "module"}')

    def answers(*questions):
        lines = folder / "questions.jsonl"
        lines.write_text("".join(json.dumps(question) + "\n" for question in questions))
        command = [node, str(HERE / "ask_progress.mjs"), str(folder), str(lines)]
        told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        return [json.loads(line) for line in told.splitlines()]

    return answers


TOOLS = {
    "": ("", ""),
    "JM5TT": ("JM5TT", ""),
    "JM5TT Jitsi Meet": ("JM5TT", "Jitsi Meet"),
    "= Zoom": ("", "Zoom"),
    "= JM5TT": ("", "JM5TT"),
    "ZOOM9": ("", ""),
    "JM5TTX": ("", ""),
    "nextcloud": ("", ""),
}


def test_a_chosen_tool_is_a_sheet_or_a_name(ask):
    answers = ask(*[["tool", text] for text in TOOLS])

    assert [(answer["code"], answer["name"]) for answer in answers] == list(TOOLS.values())
    assert [answer["said"] for answer in answers[:5]] == list(TOOLS)[:5]


LENGTHS = [1, 17, 18, 78, 134, 230, 271, 367, 586, 858, 1091, 1628, 2101, 2520, 2953]


@pytest.fixture
def standard_padding(monkeypatch):
    """segno 1.6 adds a byte of zeros to what ends on a whole byte; readers do not mind, ISO/IEC 18004 (7.4.10) has none."""
    monkeypatch.setattr(encoder, "write_padding_bits", lambda buff, version, length: buff.extend([0] * (-length % 8)))


@pytest.mark.usefixtures("standard_padding")
def test_the_codes_that_a_browser_draws_are_those_of_segno(ask):
    texts = [("https://exemple.org/carnet/#c=aB3-_" * 90)[:length] for length in LENGTHS]

    drawn = ask(*[["qr", text] for text in texts])

    assert [code in codes_of(text) for text, code in zip(texts, drawn, strict=True)] == [True] * len(LENGTHS)


def codes_of(text: str) -> list[list[list[int]]]:
    """The eight codes of a text, one a mask: which one is easiest to read is a matter of taste."""
    codes = [
        segno.make(text.encode(), error="l", mode="byte", boost_error=False, micro=False, mask=mask)
        for mask in range(8)
    ]
    return [[[int(bool(module)) for module in row] for row in code.matrix] for code in codes]


def test_a_text_that_is_too_long_has_no_code(ask):
    assert ask(["qr", "x" * 2954]) == [None]
