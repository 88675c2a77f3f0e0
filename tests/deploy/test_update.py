"""`deploy/update` over a site whose services are played by a script: an installation, an update, one that fails."""

import http.server
import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from django.conf import settings

from .test_restore import Site, migrated  # noqa: F401

pytestmark = pytest.mark.django_db  # their base is a copy of the tests' own
AUTHOR = ["-c", "user.name=Tests", "-c", "user.email=tests@example.org"]
MIGRATION = """from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("taggit", "0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx"), ("mail", "{last}")]
    operations = [migrations.RunSQL({sql!r})]
"""


class Server(Site):
    """`/srv/parcours` of a test: a repository beside it gets the versions."""

    def __init__(self, folder: Path, base: Path):
        super().__init__(folder, base)
        self.repository, self.depot = folder / "repository", folder / "depot"
        copy_clone(self.repository)
        self.commit("one")
        subprocess.run(["git", "clone", "--quiet", self.repository, self.depot], check=True)
        share_libraries(folder)

    def commit(self, message: str) -> None:
        for command in (["add", "--all"], ["commit", "--quiet", "--message", message]):
            subprocess.run(["git", "-C", self.repository, *AUTHOR, *command], check=True)

    def add_migration(self, sql: str) -> None:
        folder = self.repository / "mail/migrations"
        last = max(path.stem for path in folder.glob("0*.py"))
        (folder / f"{int(last[:4]) + 1:04}_of_the_test.py").write_text(MIGRATION.format(last=last, sql=sql))

    @property
    def code(self) -> Path:
        return self.var.parent / "code"

    def update(self, address: str) -> subprocess.CompletedProcess:
        script = (self.code if self.code.exists() else self.depot) / "deploy/update"
        return self.run(sys.executable, script, "--user", "root", "--services", self.services, "--address", address)


def copy_clone(target: Path) -> None:
    """As it is now, what is not committed yet included."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=settings.BASE_DIR, capture_output=True, text=True, check=True,
    )  # fmt: skip
    for name in filter(None, listed.stdout.split("\0")):
        source = settings.BASE_DIR / name
        if source.is_file() and not name.startswith(("tests/", "demo/", "benchmarks/")):
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, target / name)
    subprocess.run(["git", "init", "--quiet", "--initial-branch=main", target], check=True)


def share_libraries(root: Path) -> None:
    """Those of the tests, under the name that the update looks for: nothing is fetched here."""
    sys.path.insert(0, str(settings.BASE_DIR / "deploy"))
    import releases

    folder = root / "libraries" / releases.digest_of_libraries(settings.BASE_DIR)
    folder.mkdir(parents=True)
    for path in (settings.BASE_DIR / ".venv").resolve().iterdir():
        (folder / path.name).symlink_to(path)
    (folder / releases.COMPLETE).touch()


@pytest.fixture(scope="module")
def server(tmp_path_factory, migrated) -> Server:  # noqa: F811
    return Server(tmp_path_factory.mktemp("srv"), migrated)


@pytest.fixture(scope="module")
def address() -> str:
    """Stands for the service that was started: everything answers."""

    class Answers(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.end_headers()

        def log_message(self, *args):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def test_a_site_is_installed_updated_and_comes_back_from_an_update_that_fails(server, address):
    """One story, for each chapter needs the one before."""
    installed = server.update(address)
    assert installed.returncode == 0, installed.stdout + installed.stderr
    first = server.code.resolve()
    assert (server.var / "static/staticfiles.json").exists()
    assert (server.var / "static/code-source.tar.gz").stat().st_size > 100_000
    assert server.asked() == []

    server.write("avant")
    server.add_migration("INSERT INTO taggit_tag (name, slug) VALUES ('migré', 'migre')")
    server.commit("two")
    updated = server.update(address)
    assert updated.returncode == 0, updated.stdout + updated.stderr
    second = server.code.resolve()
    assert second != first
    assert first.exists()  # the way back
    assert server.words() == ["avant", "migré"]
    assert server.asked() == ["stop", "restart"]
    assert not (server.var / "maintenance").exists()
    assert len(list(server.backups.glob("*.tar.gz"))) == 1

    server.add_migration("DELETE FROM taggit_tag")
    (server.repository / "templates/core/glossary.html").write_text("{% broken %}")
    server.commit("three")
    failed = server.update(address)
    assert failed.returncode == 1
    assert "La version d’avant est revenue" in failed.stdout
    assert server.code.resolve() == second
    assert server.words() == ["avant", "migré"]
    assert not (server.var / "maintenance").exists()
    assert server.asked()[-2:] == ["stop", "restart"]


def test_a_folder_of_code_from_before_is_not_touched(tmp_path, migrated):  # noqa: F811
    place = tmp_path / "code"
    (place / "deploy").mkdir(parents=True)
    for file in (settings.BASE_DIR / "deploy" / "update", *(settings.BASE_DIR / "deploy").glob("*.py")):
        shutil.copy(file, place / "deploy" / file.name)

    result = subprocess.run(
        [sys.executable, place / "deploy/update"],
        env={"PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        check=False,
    )

    assert result.returncode == 1
    assert "Les versions se rangent maintenant côte à côte" in result.stderr
