import json
import os
import signal
import sqlite3
import subprocess
import sys
import tarfile
import time
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
    subprocess.run([SCRIPT, folder, *options], env=environment_of(var), check=True, capture_output=True)


def environment_of(var: Path) -> dict[str, str]:
    settings_file = str(var / "none.env")
    return {"PATH": os.environ["PATH"], "PARCOURS_VAR": str(var), "PARCOURS_SETTINGS_FILE": settings_file}


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name != ".backup.lock")


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

    (archive,) = (tmp_path / "backups").glob("*.tar.gz")
    assert archive.stat().st_mode & 0o777 == 0o600


def test_the_oldest_archives_are_removed(site, tmp_path):
    folder = tmp_path / "backups"
    folder.mkdir()
    (folder / "parcours-2020-01-01T000000.tar.gz").write_bytes(b"")
    (folder / "parcours-2020-01-02T000000.tar.gz").write_bytes(b"")

    back_up(site, folder, "--keep", "2")

    assert names_in(folder)[0] == "parcours-2020-01-02T000000.tar.gz"
    assert len(names_in(folder)) == 2


def test_an_archive_says_what_it_holds_and_keeps_the_settings_without_the_secrets(site, tmp_path):
    secret = {
        "PARCOURS_SECRET_KEY": "tres-secret",
        "PARCOURS_MAIL": "smtp://compte:motdepasse@mail.example.org:587",
        "PARCOURS_ELASTICSEARCH_KEY": "tres-secret",
        "PARCOURS_SITE_NAME": "Le commun d’ici",
    }
    environment = environment_of(site) | secret
    subprocess.run([SCRIPT, tmp_path / "backups"], env=environment, check=True, capture_output=True)

    (archive,) = (tmp_path / "backups").glob("*.tar.gz")
    with tarfile.open(archive) as tar:
        tar.extractall(tmp_path / "restored", filter="data")
    settings_kept = (tmp_path / "restored/parcours.env").read_text()
    told = json.loads((tmp_path / "restored/parcours.json").read_text())
    assert "PARCOURS_MAIL=smtp://mail.example.org:587" in settings_kept
    assert "PARCOURS_SITE_NAME=Le commun d’ici" in settings_kept
    assert [word for word in ("secret", "motdepasse") if word in settings_kept] == []
    assert told["tables"] == {"page": 1}
    assert sorted(told["files"]) == ["media/images/affiche.png", "parcours.sqlite3"]


def test_an_archive_is_sent_elsewhere_by_the_command_of_the_host(site, tmp_path):
    (tmp_path / "ailleurs").mkdir()

    back_up(site, tmp_path / "backups", "--then", f"cp {{}} '{tmp_path}/ailleurs'")

    assert [path.name for path in (tmp_path / "ailleurs").iterdir()] == [names_in(tmp_path / "backups")[0]]


def test_an_archive_that_was_not_sent_is_said_and_stays(site, tmp_path):
    command = [SCRIPT, tmp_path / "backups", "--then", "false {}"]
    done = subprocess.run(command, env=environment_of(site), check=False, capture_output=True, text=True)

    assert (done.returncode, "mais n’est pas partie" in done.stderr) == (1, True)
    assert len(names_in(tmp_path / "backups")) == 1


OLD = "parcours-2020-01-01T000000.tar.gz"


@pytest.fixture
def folder(tmp_path) -> Path:
    """With an archive of long ago: a failure keeps it, however few are to be kept."""
    folder = tmp_path / "backups"
    folder.mkdir()
    (folder / OLD).write_bytes(b"")
    return folder


def failed(var: Path, folder: Path) -> str:
    command = [SCRIPT, folder, "--keep", "1"]
    result = subprocess.run(command, env=environment_of(var), capture_output=True, text=True, check=False)
    assert result.returncode == 1
    assert "Traceback" not in result.stderr
    return result.stderr


def test_a_missing_database_is_said_and_leaves_nothing(tmp_path, folder):
    (tmp_path / "var").mkdir()

    assert "La base de données n’est pas là" in failed(tmp_path / "var", folder)
    assert names_in(folder) == [OLD]


def test_a_damaged_database_is_said_and_leaves_nothing(site, folder):
    (site / "parcours.sqlite3").write_bytes(b"x" * 5000)

    assert "n’a pas pu être copiée" in failed(site, folder)
    assert names_in(folder) == [OLD]


def test_no_archive_is_begun_without_the_room_for_it(site, folder, tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(str(SCRIPT.parent))
    import archives

    monkeypatch.setattr(archives.shutil, "disk_usage", lambda path: type("Usage", (), {"free": 1000}))

    with pytest.raises(archives.HostError, match="Pas de sauvegarde : il faut"):
        archives.save(folder, {"PARCOURS_VAR": str(site)})
    assert names_in(folder) == [OLD]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_a_run_that_is_ended_leaves_nothing_after_the_next(site, folder, number):
    with (site / "media/images/grand.bin").open("wb") as file:
        file.truncate(3_000_000_000)  # zeros, slow to pack
    run = subprocess.Popen([SCRIPT, folder], env=environment_of(site), stderr=subprocess.PIPE)
    limit = time.monotonic() + 30
    while not list(folder.glob(".partial-*/*.tar.gz")):
        assert time.monotonic() < limit
        time.sleep(0.05)
    run.send_signal(number)
    assert run.wait(timeout=20) != 0
    (site / "media/images/grand.bin").unlink()
    assert names_in(folder) == [OLD] or number == signal.SIGKILL

    back_up(site, folder)

    assert [name[:9] for name in names_in(folder)] == ["parcours-", "parcours-"]


def test_what_the_former_version_left_behind_goes(site, folder):
    (folder / "tmpabcd").mkdir()
    (folder / "tmpabcd/parcours.sqlite3").write_bytes(b"a whole base")
    (folder / "parcours-2020-01-01T000001.tar.partial").write_bytes(b"half")

    back_up(site, folder)

    assert [name[:9] for name in names_in(folder)] == ["parcours-", "parcours-"]


def test_the_password_of_postgresql_is_on_no_command_line(tmp_path, folder):
    """Every account of the machine reads command lines."""
    program = tmp_path / "bin/pg_dump"
    program.parent.mkdir()
    program.write_text(
        f"#!{sys.executable}\nimport os, sys\nprint(sys.argv, os.environ['PGPASSWORD'], file=sys.stderr)\nsys.exit(1)"
    )
    program.chmod(0o755)
    (tmp_path / "var").mkdir()
    environment = environment_of(tmp_path / "var") | {
        "PATH": f"{program.parent}:{os.environ['PATH']}",
        "PARCOURS_DATABASE": "postgresql://parcours:secr%40t@localhost/parcours",
    }

    result = subprocess.run([SCRIPT, folder], env=environment, capture_output=True, text=True, check=False)

    assert "'--dbname=postgresql://parcours@localhost/parcours'] secr@t" in result.stderr


def test_a_failed_unit_is_told_by_mail(tmp_path):
    from email import message_from_bytes
    from socket import create_server
    from threading import Thread

    server, received = create_server(("127.0.0.1", 0)), []
    Thread(target=lambda: received.append(take_mail(server)), daemon=True).start()
    environment = environment_of(tmp_path) | {
        "PARCOURS_MAIL": f"smtp://127.0.0.1:{server.getsockname()[1]}",
        "PARCOURS_CONTACT": "equipe@example.org",
        "PARCOURS_SITE_URL": "https://parcours.example",
    }

    command = [SCRIPT.with_name("tell-failure"), "parcours-backup.service"]
    result = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=30)

    assert result.returncode == 0, result.stderr
    mail = message_from_bytes(received[0])
    assert mail["To"] == "equipe@example.org"
    assert "journalctl -u parcours-backup.service" in mail.get_payload(decode=True).decode()


def take_mail(server) -> bytes:
    """As little SMTP as it takes."""
    connection, _address = server.accept()
    lines = connection.makefile("rb")
    connection.sendall(b"220 here\r\n")
    for line in lines:
        if line.upper().startswith(b"DATA"):
            connection.sendall(b"354 go on\r\n")
            body = b"".join(iter(lines.readline, b".\r\n"))
        connection.sendall(b"221 bye\r\n" if line.upper().startswith(b"QUIT") else b"250 ok\r\n")
        if line.upper().startswith(b"QUIT"):
            return body
    return b""
