"""Who may read what in the folder of data, asked of the system itself: two accounts of Debian play the parts."""

import os
import pwd
import subprocess

import pytest
from django.conf import settings

SERVICE, PROXY, STRANGER = "games", "www-data", "nobody"


@pytest.fixture
def var(tmp_path, monkeypatch):
    if os.geteuid() != 0:
        pytest.skip("Only root changes the owner of files.")
    monkeypatch.syspath_prepend(str(settings.BASE_DIR / "deploy"))
    import hosting

    for folder in (tmp_path, *list(tmp_path.parents)[:-2]):  # pytest's own folders are closed to others
        if not folder.stat().st_mode & 0o001:
            folder.chmod(folder.stat().st_mode | 0o011)
    var = tmp_path / "var"
    (var / "media/images").mkdir(parents=True)
    (var / "search").mkdir()
    for name in ("parcours.sqlite3", "media/images/avant.png", "search/index"):
        (var / name).write_text("secret")
        (var / name).chmod(0o644)
    hosting.lay_folders(var, SERVICE, PROXY)
    # The service goes on: an image of a new size, in a new folder, with the umask of its unit.
    program = "mkdir -p media/images/tailles && echo secret > media/images/tailles/apres.png && echo secret > parcours.sqlite3-wal"
    as_account(SERVICE, ["sh", "-c", program], cwd=var, umask=0o027)
    return var


def as_account(name: str, command: list[str], **options) -> subprocess.CompletedProcess:
    entry = pwd.getpwnam(name)
    return subprocess.run(
        command, user=entry.pw_uid, group=entry.pw_gid, extra_groups=[], capture_output=True, check=False, **options
    )


def reads(name: str, path) -> bool:
    return as_account(name, ["cat", str(path)]).returncode == 0


@pytest.mark.parametrize("name", ["media/images/avant.png", "media/images/tailles/apres.png"])
def test_the_proxy_reads_images_and_their_later_sizes(var, name):
    assert reads(PROXY, var / name)
    assert not reads(STRANGER, var / name)


@pytest.mark.parametrize("name", ["parcours.sqlite3", "parcours.sqlite3-wal", "search/index"])
def test_the_proxy_reads_nothing_else(var, name):
    assert reads(SERVICE, var / name)
    assert not reads(PROXY, var / name)
    assert not reads(STRANGER, var / name)


def test_the_proxy_does_not_see_what_there_is(var):
    assert as_account(PROXY, ["ls", str(var)]).returncode != 0
    assert as_account(PROXY, ["ls", str(var / "media")]).returncode == 0
