"""The units of systemd, judged by systemd itself where it is installed."""

import re
import shutil
import subprocess

import pytest
from django.conf import settings

DEPLOY = settings.BASE_DIR / "deploy"
UNITS = sorted(path.name for path in DEPLOY.glob("*.service"))
MOST_EXPOSED = 3.0


@pytest.fixture
def systemd_analyze() -> str:
    program = shutil.which("systemd-analyze")
    if not program:
        pytest.skip("systemd-analyze is not on this machine.")
    return program


def as_instance(name: str) -> str:
    return name.replace("@.", "@parcours-backup.service.")


@pytest.mark.parametrize("name", UNITS)
def test_a_unit_exposes_little(systemd_analyze, tmp_path, name):
    unit = tmp_path / as_instance(name).replace(".service.service", ".service")
    shutil.copy(DEPLOY / name, unit)

    result = subprocess.run(
        [systemd_analyze, "security", "--offline=true", "--no-pager", unit], capture_output=True, text=True, check=True
    )

    exposure = float(re.search(r"Overall exposure level for .*: ([\d.]+)", result.stdout)[1])
    assert exposure <= MOST_EXPOSED


@pytest.mark.parametrize("name", UNITS)
def test_what_a_unit_writes_is_not_for_others(name):
    (umask,) = re.findall(r"^UMask=(\d+)$", (DEPLOY / name).read_text(), re.MULTILINE)

    assert int(umask, 8) & 0o027 == 0o027


@pytest.mark.parametrize("name", UNITS)
def test_a_unit_runs_what_exists(name):
    """The paths of the units are those of the clone."""
    for path in re.findall(r"/srv/parcours/code/(deploy/[\w-]+)", (DEPLOY / name).read_text()):
        assert (settings.BASE_DIR / path).stat().st_mode & 0o111


def test_what_a_unit_calls_in_need_exists():
    named = {one for name in UNITS for one in re.findall(r"^OnFailure=(.*)@", (DEPLOY / name).read_text(), re.M)}

    assert named == {"parcours-failed"}
    assert "parcours-failed@.service" in UNITS
