"""An import whose process is ended while it writes: all of it is there, or nothing."""

import json
import signal
import subprocess
import sys

import pytest
from django.conf import settings

from tests.processes import copy_of_the_tests_database, environment_of

from .conftest import write_pack
from .killed_imports import MOMENTS
from .test_refusals import picture, with_media

pytestmark = pytest.mark.django_db


def run(site, *command):
    done = subprocess.run(
        [sys.executable, *command],
        cwd=settings.BASE_DIR,
        env=environment_of(site),
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_an_import_that_is_killed_while_it_writes_leaves_nothing_and_is_whole_once_it_is_written(tmp_path):
    site = tmp_path / "var"
    site.mkdir()
    copy_of_the_tests_database(site)
    pack = write_pack(tmp_path / "pack")
    with_media(pack, **{"photo.png": picture()})

    outcomes = json.loads(run(site, "-m", "tests.packs.killed_imports", pack))
    again = run(site, "manage.py", "import_pack", pack)

    ends = {name: end for name, (end, _digest) in outcomes.items()}
    digests = {name: digest for name, (_end, digest) in outcomes.items()}
    assert ends == {"nothing": 0, **dict.fromkeys(MOMENTS, -signal.SIGKILL)}
    assert digests["half of the writes"] == digests["the last write"] == digests["nothing"]
    assert digests["the commit"] != digests["nothing"]
    assert again.startswith("0 ")
