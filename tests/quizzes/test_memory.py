"""What is hostile or huge is refused or cut short within 300 MB, in a process of its own."""

import subprocess
import sys

import pytest

MEASURE = """
import os, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.test"
import django
django.setup()
from quizzes.exchange.files import read
from quizzes.exchange.reading import MAX_BYTES, MAX_TEXT_BYTES, UnreadableFileError
try:
    read({data})
except UnreadableFileError:
    pass
# not getrusage: its peak is inherited from the process that started this one
peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
sys.stdout.write(str(int(peak.split()[1]) // 1024))
"""
QUESTION = (
    b'<question type="truefalse"><questiontext><text>a</text></questiontext><answer fraction="100"><text>true</text>'
    b'</answer><answer fraction="0"><text>false</text></answer></question>'
)


@pytest.mark.parametrize(
    "data",
    [
        r'b"a{}\n\n" * (MAX_TEXT_BYTES // 5)',
        r'b"q{" + b"=~" * (MAX_TEXT_BYTES // 2 - 2) + b"}"',
        rf'b"<quiz>" + {QUESTION!r} * (MAX_BYTES // {len(QUESTION)} - 1) + b"</quiz>"',
        r'b"<quiz><question><a>" + b"x" * (MAX_BYTES - 60) + b"</a></question></quiz>"',
    ],
    ids=["many", "choices", "xml", "text"],
)
def test_the_largest_files_are_read_within_300_megabytes(data):
    done = subprocess.run([sys.executable, "-c", MEASURE.format(data=data)], capture_output=True, text=True, check=True)
    assert int(done.stdout) < 300
