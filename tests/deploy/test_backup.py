import os
import sqlite3
import subprocess
import tarfile
from contextlib import closing
from pathlib import Path

import pytest
from django.conf import settings

SCRIPT = settings.BASE_DIR / "deploy/backup"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """The folder of a site with one row and one image."""
    var = tmp_path / "var"
    (var / "media/images").mkdir(parents=True)
    (var / "media/images/affiche.png").write_bytes(b"une image")
    with closing(sqlite3.connect(var / "parcours.sqlite3")) as database:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("CREATE TABLE page (title)")
        database.execute("INSERT INTO page VALUES ('Bienvenue')")
        database.commit()
    return var


def back_up(var: Path, folder: Path, *options: str) -> None:
    environment = {"PATH": os.environ["PATH"], "PARCOURS_VAR": str(var)}
    subprocess.run([SCRIPT, folder, *options], env=environment, check=True, capture_output=True)


def test_an_archive_gives_back_the_rows_and_the_media(site, tmp_path):
    back_up(site, tmp_path / "backups")

    (archive,) = (tmp_path / "backups").glob("*.tar.gz")
    with tarfile.open(archive) as tar:
        tar.extractall(tmp_path / "restored", filter="data")
    with closing(sqlite3.connect(tmp_path / "restored/parcours.sqlite3")) as database:
        assert database.execute("SELECT title FROM page").fetchall() == [("Bienvenue",)]
    assert (tmp_path / "restored/media/images/affiche.png").read_bytes() == b"une image"


def test_a_site_that_is_being_written_to_is_saved_whole(site, tmp_path):
    with closing(sqlite3.connect(site / "parcours.sqlite3")) as writer:
        writer.execute("INSERT INTO page VALUES ('Pas encore validée')")
        back_up(site, tmp_path / "backups")

    (archive,) = (tmp_path / "backups").glob("*.tar.gz")
    with tarfile.open(archive) as tar:
        tar.extract("parcours.sqlite3", tmp_path / "restored", filter="data")
    with closing(sqlite3.connect(tmp_path / "restored/parcours.sqlite3")) as database:
        assert database.execute("SELECT title FROM page").fetchall() == [("Bienvenue",)]


def test_the_archive_is_readable_by_its_owner_only(site, tmp_path):
    back_up(site, tmp_path / "backups")

    (archive,) = (tmp_path / "backups").iterdir()
    assert archive.stat().st_mode & 0o777 == 0o600


def test_the_oldest_archives_are_removed(site, tmp_path):
    folder = tmp_path / "backups"
    folder.mkdir()
    (folder / "parcours-2020-01-01T000000.tar.gz").write_bytes(b"")
    (folder / "parcours-2020-01-02T000000.tar.gz").write_bytes(b"")

    back_up(site, folder, "--keep", "2")

    assert min(path.name[:19] for path in folder.iterdir()) == "parcours-2020-01-02"
    assert len(list(folder.iterdir())) == 2


def test_a_missing_database_leaves_no_archive(tmp_path):
    (tmp_path / "var").mkdir()

    with pytest.raises(subprocess.CalledProcessError):
        back_up(tmp_path / "var", tmp_path / "backups")

    assert list((tmp_path / "backups").glob("*.tar.gz")) == []
