"""`make run`: sets up whatever is missing, then serves the site on this machine until Ctrl-C."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import packages
import setup
import stamps
from setup import CLONE, PYTHON
from terminal import run as run_command
from terminal import say, step, stop

VAR = Path(os.environ.get("PARCOURS_VAR") or CLONE / "var")
DONE = stamps.Stamps(VAR / "stamps")
GRACE = 10  # seconds between asking a process to stop and ending it


def main() -> None:
    port = chosen_port()
    os.chdir(CLONE)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
    packages.ensure(packages.FOR_THE_SITE)
    setup.install(setup.RUN_LOCK)
    setup.compile_messages()
    VAR.mkdir(parents=True, exist_ok=True)
    with ThreadPoolExecutor(max_workers=1) as pool:
        static_files = pool.submit(collect_static_files)
        fill_database()
        static_files.result()
    serve(port)


def chosen_port() -> int:
    text = os.environ.get("PORT") or "8000"
    if not text.isdecimal() or not 1024 <= int(text) <= 65535:
        stop(f"PORT doit être un nombre entre 1024 et 65535, pas « {text} ».")
    port = int(text)
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            stop(f"Le port {port} est déjà pris par un autre programme. Essayez : PORT={port + 1} make run")
    return port


def manage(*arguments: str) -> None:
    run_command([str(PYTHON), "manage.py", *arguments])


def fill_database() -> None:
    database = os.environ.get("PARCOURS_DATABASE") or "sqlite"
    if database == "sqlite" and not (VAR / "parcours.sqlite3").exists():
        DONE.forget()
    migrations = stamps.listing(CLONE.glob("*/migrations/*.py"), stamps.contents(setup.RUN_LOCK), database)
    DONE.unless_current("migrations", migrations, lambda: step("Préparation de la base de données", make_tables))
    demo = stamps.listing((path for path in (CLONE / "demo").rglob("*") if path.is_file()), migrations)
    DONE.unless_current("demo", demo, lambda: step("Import du contenu de démonstration", import_demo))
    DONE.unless_current("editor", migrations, lambda: manage("create_demo_editor"))


def make_tables() -> None:
    manage("migrate", "--verbosity", "0")
    manage("createcachetable", "--verbosity", "0")


def import_demo() -> None:
    """Stops the first time; later the site opens all the same, for an import refuses to overwrite what was edited."""
    command = [str(PYTHON), "manage.py", "import_pack", "demo/"]
    if subprocess.run(command, check=False).returncode:
        if not DONE.exists("demo"):
            stop("Le contenu de démonstration n’a pas pu être importé : lisez le message au-dessus.")
        say("  Le nouveau contenu de démonstration n’a pas été importé. Pour choisir entre le vôtre et le nouveau :")
        say("  .venv/bin/python manage.py import_pack demo/ --ours    (ou --theirs)")


def collect_static_files() -> None:
    files = (path for path in (CLONE / "static").rglob("*") if path.is_file())
    fingerprint = stamps.listing(files, stamps.contents(setup.RUN_LOCK), str((VAR / "static").exists()))
    DONE.unless_current(
        "static",
        fingerprint,
        lambda: step("Préparation des fichiers statiques", lambda: manage("collectstatic", "--noinput", "-v", "0")),
    )


def serve(port: int) -> None:
    server = [str(PYTHON), "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)]
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, leave)
    processes: list[subprocess.Popen[bytes]] = []
    try:
        start([*server, "--blocking-threads", "4", "--log-level", "warning", "config.wsgi:application"], processes)
        wait_for_first_page(port, processes)
        start([str(PYTHON), "manage.py", "db_worker"], processes)  # after: it would slow the first page down
        say(f"\nLe site est ouvert : http://localhost:{port}/ (Ctrl-C pour l’arrêter)")
        say(f"Pour modifier les contenus : http://localhost:{port}/admin/\n")
        while all(process.poll() is None for process in processes):
            time.sleep(0.5)
        stop("Le site s’est arrêté de lui-même : lisez le message au-dessus.")
    finally:
        end(processes)


def leave(*_: object) -> None:
    say("\nLe site s’arrête…")
    sys.exit(0)


def start(command: list[str], processes: list[subprocess.Popen[bytes]]) -> None:
    """In a session of its own: Ctrl-C reaches this script alone, which then stops all of them in order."""
    processes.append(subprocess.Popen(command, start_new_session=True))


def wait_for_first_page(port: int, processes: list[subprocess.Popen[bytes]]) -> None:
    while all(process.poll() is None for process in processes):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=30).close()
            return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
    stop("Le site n’a pas pu démarrer : lisez le message au-dessus.")


def end(processes: list[subprocess.Popen[bytes]]) -> None:
    for process in processes:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGTERM)
    limit = time.monotonic() + GRACE
    for process in processes:
        try:
            process.wait(timeout=max(0.1, limit - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(130)
