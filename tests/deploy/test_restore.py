"""The drill: an archive of a whole site, put back by the command that hosts run, over a site that went on."""

import json
import os
import shutil
import sqlite3
import subprocess
import tarfile
from contextlib import closing
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

pytestmark = pytest.mark.django_db  # their base is a copy of the tests' own
DEPLOY = settings.BASE_DIR / "deploy"
PYTHON = settings.BASE_DIR / ".venv/bin/python"
# Made again from the others, or of the time of the restore.
DERIVED = {"core_contentreference", "search_pendingdocument", "django_cache", "limits", "sqlite_sequence"}


@pytest.fixture(scope="module")
def migrated(django_db_setup, tmp_path_factory) -> Path:
    """A base with every table of the site and what the migrations write."""
    if connection.vendor != "sqlite":
        pytest.skip("The drill of PostgreSQL is the same code around pg_dump and pg_restore.")
    path = tmp_path_factory.mktemp("base") / "parcours.sqlite3"
    with closing(sqlite3.connect(connection.settings_dict["NAME"])) as source, closing(sqlite3.connect(path)) as target:
        source.backup(target)
    return path


class Site:
    """A folder of data, and the scripts of `deploy/` run over it as on a server, systemd excepted."""

    def __init__(self, folder: Path, base: Path):
        self.var, self.backups, self.log = folder / "var", folder / "backups", folder / "services.log"
        (self.var / "media/images").mkdir(parents=True)
        (self.var / "media/images/affiche.png").write_bytes(b"une image")
        self.base = self.var / "parcours.sqlite3"
        self.base.write_bytes(base.read_bytes())
        self.services = folder / "services"
        self.services.write_text(f'#!/bin/sh\necho "$@" >> {self.log}\n')
        self.services.chmod(0o755)
        self.environment = {
            "PATH": os.environ["PATH"],
            "DJANGO_SETTINGS_MODULE": "config.settings.base",
            "PARCOURS_SETTINGS_FILE": str(folder / "none.env"),
            "PARCOURS_VAR": str(self.var),
            "PARCOURS_SECRET_KEY": "long-enough-for-the-check-of-Django-and-used-in-these-tests-only",
            "PARCOURS_SITE_URL": "https://parcours.example.org",
        }

    def write(self, word: str) -> None:
        with closing(sqlite3.connect(self.base)) as base:
            base.execute("INSERT INTO taggit_tag (name, slug) VALUES (?, ?)", [word, word])
            base.commit()

    def words(self) -> list[str]:
        with closing(sqlite3.connect(self.base)) as base:
            return [word for (word,) in base.execute("SELECT name FROM taggit_tag ORDER BY name")]

    def run(self, *command: str | Path) -> subprocess.CompletedProcess:
        return subprocess.run(
            command, cwd=settings.BASE_DIR, env=self.environment, capture_output=True, text=True, check=False
        )

    def back_up(self) -> Path:
        done = self.run(DEPLOY / "backup", self.backups)
        assert done.returncode == 0, done.stderr
        return max(self.backups.glob("*.tar.gz"))

    def restore(self, archive: Path) -> subprocess.CompletedProcess:
        return self.run(DEPLOY / "restore", archive, "--user", "root", "--services", self.services)

    def asked(self) -> list[str]:
        return [line.split()[0] for line in self.log.read_text().splitlines()] if self.log.exists() else []


@pytest.fixture
def site(tmp_path, migrated) -> Site:
    return Site(tmp_path, migrated)


def tables(base: Path) -> dict[str, list[tuple]]:
    with closing(sqlite3.connect(base)) as connected:
        names = [name for (name,) in connected.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        kept = [name for name in names if name not in DERIVED and not name.startswith("wagtailsearch_")]
        return {name: sorted(connected.execute(f'SELECT * FROM "{name}"'), key=repr) for name in kept}  # noqa: S608


def test_a_restore_gives_back_every_table_and_file_and_makes_the_rest_again(site, tmp_path):
    site.write("avant")
    archive = site.back_up()
    site.write("après")
    (site.var / "media/images/affiche.png").write_bytes(b"une autre")
    (site.var / "media/images/nouvelle.png").write_bytes(b"une nouvelle")
    (site.var / "search").mkdir()
    (site.var / "search/current").write_text("an index of the future")
    (site.var / "documents").mkdir()
    (site.var / "documents/feuille.pdf").write_bytes(b"%PDF of the future")

    done = site.restore(archive)

    assert done.returncode == 0, done.stderr
    assert site.words() == ["avant"]
    with tarfile.open(archive) as tar:
        tar.extractall(tmp_path / "archive", filter="data")
    assert tables(site.base) == tables(tmp_path / "archive/parcours.sqlite3")
    media = {path.name: path.read_bytes() for path in (site.var / "media").rglob("*.png")}
    assert media == {"affiche.png": b"une image"}
    assert (site.var / "search/current").read_text() != "an index of the future"
    assert list((site.var / "documents").iterdir()) == []
    assert site.asked() == ["stop", "start"]
    (kept,) = site.var.glob("avant-restauration-*")
    assert (kept / "media/images/nouvelle.png").exists()
    assert kept.stat().st_mode & 0o007 == 0


def test_who_was_erased_since_stays_so_and_the_others_come_back(site):
    people = "from accounts.models import User; [User.objects.create_user(f'{name}@example.org') for name in ('anne', 'bob')]"
    erase = "from accounts.models import User; User.objects.get(email='anne@example.org').delete()"
    assert site.run(PYTHON, "manage.py", "shell", "-v", "0", "-c", people).returncode == 0
    archive = site.back_up()
    assert site.run(PYTHON, "manage.py", "shell", "-v", "0", "-c", erase).returncode == 0

    done = site.restore(archive)

    assert done.returncode == 0, done.stderr
    with closing(sqlite3.connect(site.base)) as base:
        assert base.execute("SELECT email FROM accounts_user").fetchall() == [("bob@example.org",)]
        assert base.execute("SELECT email FROM account_emailaddress").fetchall() == [("bob@example.org",)]


def test_an_archive_of_an_older_version_is_migrated(site):
    assert site.run(PYTHON, "manage.py", "migrate", "forum", "0006", "-v", "0").returncode == 0
    archive = site.back_up()

    assert site.restore(archive).returncode == 0
    assert site.run(PYTHON, "manage.py", "migrate", "--check", "-v", "0").returncode == 0


def test_half_an_archive_changes_nothing(site):
    archive = site.back_up()
    archive.write_bytes(archive.read_bytes()[:20_000])
    site.write("après")

    done = site.restore(archive)

    assert (done.returncode, "Rien n’a été changé" in done.stderr, "Traceback" in done.stderr) == (1, True, False)
    assert site.words() == ["après"]
    assert site.asked() == []


def test_what_was_there_comes_back_when_a_step_fails(site, tmp_path):
    (tmp_path / "parcours.sqlite3").write_bytes(b"no base at all" * 1000)
    archive = tmp_path / "parcours-2020.tar.gz"
    with tarfile.open(archive, "w:gz") as tar:
        tar.add(tmp_path / "parcours.sqlite3", "parcours.sqlite3")
    site.write("après")

    done = site.restore(archive)

    assert done.returncode == 1
    assert "ce qui était là est revenu" in done.stdout
    assert site.words() == ["après"]
    assert (site.var / "media/images/affiche.png").read_bytes() == b"une image"
    assert site.asked() == ["stop", "start"]


def test_a_file_that_is_not_what_it_was_stops_a_restore_before_it_changes_anything(site, tmp_path):
    archive = site.back_up()
    with tarfile.open(archive) as tar:
        tar.extractall(tmp_path / "archive", filter="data")
    (tmp_path / "archive/media/images/affiche.png").write_bytes(b"une autr")
    with tarfile.open(archive, "w:gz") as tar:
        tar.add(tmp_path / "archive", ".")
    site.write("après")

    done = site.restore(archive)

    assert (done.returncode, "media/images/affiche.png n’est pas ce qu’il était" in done.stderr) == (1, True)
    assert site.words() == ["après"]
    assert site.asked() == []


def test_a_table_that_lacks_a_row_is_seen(site, tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(str(DEPLOY))
    import inventories
    from hosting import HostError

    site.write("avant")
    with tarfile.open(site.back_up()) as tar:
        tar.extractall(tmp_path / "archive", filter="data")
    told = json.loads((tmp_path / "archive/parcours.json").read_text())
    told["tables"]["taggit_tag"] += 1
    (tmp_path / "archive/parcours.json").write_text(json.dumps(told))

    with pytest.raises(HostError, match="n’a pas ses lignes"):
        inventories.check_unpacked(tmp_path / "archive")


@pytest.mark.skipif(shutil.which("gpg") is None, reason="GnuPG is not here")
def test_a_sealed_archive_is_opened_by_the_other_half_of_the_key_alone(site, tmp_path):
    site.environment["GNUPGHOME"] = str(tmp_path / "gnupg")
    (tmp_path / "gnupg").mkdir(mode=0o700)
    made = site.run(
        "gpg", "--batch", "--passphrase", "", "--quick-gen-key", "hote@example.org", "default", "default", "never"
    )
    assert made.returncode == 0, made.stderr
    (tmp_path / "key.asc").write_text(site.run("gpg", "--armor", "--export", "hote@example.org").stdout)
    site.write("avant")

    done = site.run(DEPLOY / "backup", site.backups, "--seal-for", tmp_path / "key.asc")
    assert done.returncode == 0, done.stderr
    (archive,) = site.backups.glob("*.tar.gz*")
    site.write("après")

    assert archive.name.endswith(".tar.gz.gpg")
    assert not tarfile.is_tarfile(archive)
    site.environment["GNUPGHOME"] = str(tmp_path)  # somebody else's keyring: no key in it
    refused = site.restore(archive)
    assert (refused.returncode, "gpg a échoué" in refused.stderr, site.words()) == (1, True, ["après", "avant"])
    site.environment["GNUPGHOME"] = str(tmp_path / "gnupg")
    assert site.restore(archive).returncode == 0
    assert site.words() == ["avant"]
    site.run("gpgconf", "--kill", "all")


def test_the_settings_file_is_read_as_systemd_reads_it(tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(str(DEPLOY))
    from hosting import read_settings

    path = tmp_path / "parcours.env"
    path.write_text(
        "# le site\nPARCOURS_SITE_NAME=Le commun d’ici\nA=L'atelier\nB=a b\n"
        "C=\"deux mots\"\nD='un $mot'\nE=\n; rien\nF=clé#1=2\n"
    )

    assert read_settings(path) == {
        "PARCOURS_SITE_NAME": "Le commun d’ici", "A": "L'atelier", "B": "a b",
        "C": "deux mots", "D": "un $mot", "E": "", "F": "clé#1=2",
    }  # fmt: skip
