"""
20 authors write in one topic for 60 s, without pause, over HTTP, on SQLite then on PostgreSQL.

Each form is sent with its key; one in ten is sent twice. Expected: no post lost, none twice, no error, p95 ≤ 300 ms.
`SECONDS=10 AUTHORS=5 ONLY=sqlite python -m benchmarks.forum_authors` makes a shorter run.
"""

import http.client
import os
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

CLONE = Path(__file__).resolve().parent.parent
AUTHORS = int(os.environ.get("AUTHORS", "20"))
SECONDS = float(os.environ.get("SECONDS", "60"))
BUDGET = 0.300

PREPARE = """
import uuid
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone
from accounts.models import User
from forum import posting
from forum.models import Post, Section
from forum.settling import settle
section = Section.objects.get(slug="questions-generales")
topic = None
for number in range({authors}):
    user = User.objects.create_user(f"author{{number}}@example.org", None, display_name=f"Author {{number}}")
    post = posting.open_topic(user, section, f"Bench {{number}}", posting.Draft("Bonjour.", uuid.uuid4()))
    Post.objects.filter(pk=post.pk).update(status="published", published_at=timezone.now())
    settle(post.topic)
    topic = topic or post.topic
    session = SessionStore()
    session[SESSION_KEY], session[HASH_SESSION_KEY] = str(user.pk), user.get_session_auth_hash()
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session.save()
    print("session", session.session_key)
print("topic", topic.get_absolute_url())
"""
COUNT = """
from forum.models import Post
for source in Post.objects.filter(source__startswith="Message ").values_list("source", flat=True):
    print("post", source.split()[1])
"""


@dataclass
class Author:
    """One person at the keyboard: what was sent, what the site said, and how long it took."""

    session: str
    address: str
    port: int
    sent: set[str] = field(default_factory=set)
    acknowledged: set[str] = field(default_factory=set)
    seconds: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def write_until(self, end: float) -> None:
        connection = http.client.HTTPConnection("localhost", self.port, timeout=60)
        try:
            connection.request("GET", self.address, headers={"Cookie": f"session={self.session}"})
            answer = connection.getresponse()
            page = answer.read().decode()
            cookie = re.search(r"csrf=([^;]+)", answer.headers.get("Set-Cookie", ""))
            token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
            opened = re.search(r'name="opened" value="([^"]+)"', page)
            if not (cookie and token and opened):
                self.errors.append(f"no form: {answer.status}")
                return
            time.sleep(3)  # nobody writes faster: what is sent at once waits for the team
            form = {"csrfmiddlewaretoken": token[1], "opened": opened[1]}
            while time.monotonic() < end:
                self._write(connection, form, f"csrf={cookie[1]}; session={self.session}")
        except OSError as error:
            self.errors.append(repr(error))

    def _write(self, connection: http.client.HTTPConnection, form: dict[str, str], cookies: str) -> None:
        mark = uuid.uuid4().hex
        body = urlencode({**form, "text": f"Message {mark}", "key": str(uuid.uuid4())})
        self.sent.add(mark)
        for _ in range(2 if len(self.sent) % 10 == 0 else 1):
            started = time.perf_counter()
            headers = {"Cookie": cookies, "Content-Type": "application/x-www-form-urlencoded"}
            connection.request("POST", self.address, body, headers)
            answer = connection.getresponse()
            answer.read()
            self.seconds.append(time.perf_counter() - started)
            if answer.status == 302 and "/forum/message/" in answer.headers["Location"]:
                self.acknowledged.add(mark)
            else:
                self.errors.append(f"{answer.status} {answer.headers.get('Location', '')}")


def main() -> int:
    only = os.environ.get("ONLY", "")
    with tempfile.TemporaryDirectory(prefix="parcours-bench-") as name:
        os.chmod(name, 0o755)  # noqa: S103 (PostgreSQL's own user has to pass)
        runs = []
        if only in {"", "sqlite"}:
            runs.append(run("SQLite", "sqlite", Path(name)))
        if only in {"", "postgresql"}:
            sys.path.insert(0, str(CLONE / "scripts"))
            from servers import PostgreSQL

            with PostgreSQL(Path(name)) as server:
                runs.append(run("PostgreSQL", server.url, Path(name)))
    return 0 if all(runs) else 1


def run(title: str, database: str, folder: Path) -> bool:
    """One run on a fresh database; prints a line of numbers; says whether the budget holds."""
    var = folder / title.lower()
    var.mkdir(exist_ok=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "benchmarks.forum_settings",
        "PARCOURS_VAR": str(var),
        "PARCOURS_DATABASE": database,
        "PORT": str(port),
    }
    django(environment, "migrate", "-v", "0")
    django(environment, "createcachetable")
    words = django(environment, "shell", "-v", "0", "-c", PREPARE.format(authors=AUTHORS)).split()
    sessions = [words[position + 1] for position, word in enumerate(words) if word == "session"]
    address = f"{words[words.index('topic') + 1]}repondre/"
    with serving(environment, port):
        authors = [Author(session, address, port) for session in sessions]
        end = time.monotonic() + SECONDS + 3
        threads = [threading.Thread(target=author.write_until, args=(end,)) for author in authors]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    return report(title, authors, django(environment, "shell", "-v", "0", "-c", COUNT).split()[1::2])


def report(title: str, authors: list[Author], stored: list[str]) -> bool:
    acknowledged = set().union(*(author.acknowledged for author in authors))
    seconds = sorted(second for author in authors for second in author.seconds)
    errors = [error for author in authors for error in author.errors]
    lost, twice = len(acknowledged - set(stored)), len(stored) - len(set(stored))
    p95 = seconds[int(len(seconds) * 0.95)] if seconds else float("inf")
    median = statistics.median(seconds) if seconds else float("inf")
    print(
        f"{title}: {len(seconds)} forms sent by {len(authors)} authors, {len(stored)} posts, {lost} lost, {twice} twice, "
        f"{len(errors)} errors; median {median * 1000:.0f} ms, p95 {p95 * 1000:.0f} ms "
        f"(budget {BUDGET * 1000:.0f} ms)"
    )
    for error in sorted(set(errors))[:5]:
        print(f"  {errors.count(error)} × {error}")
    return lost == twice == len(errors) == 0 and p95 <= BUDGET


def django(environment: dict[str, str], *arguments: str) -> str:
    command = [sys.executable, "manage.py", *arguments]
    done = subprocess.run(command, cwd=CLONE, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stdout + done.stderr)
    return done.stdout


@contextmanager
def serving(environment: dict[str, str], port: int) -> Iterator[None]:
    """The site as in production: granian with two processes, and the worker beside it."""
    granian = str(Path(sys.executable).parent / "granian")
    options = ["--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port), "--workers", "2"]
    commands = [
        [granian, *options, "--blocking-threads", "4", "--no-ws", "config.wsgi:application"],
        [sys.executable, "manage.py", "db_worker"],
    ]
    log = Path(environment["PARCOURS_VAR"]) / "log"
    with log.open("w") as output:
        processes = [subprocess.Popen(c, cwd=CLONE, env=environment, stdout=output, stderr=output) for c in commands]
        try:
            wait_for(port)
            yield
        finally:
            for process in processes:
                process.terminate()
            for process in processes:
                process.wait(20)


def wait_for(port: int) -> None:
    limit = time.monotonic() + 90
    while time.monotonic() < limit:
        try:
            connection = http.client.HTTPConnection("localhost", port, timeout=30)
            connection.request("GET", "/forum/")
            if connection.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.3)
    raise RuntimeError("The site did not start.")


if __name__ == "__main__":
    sys.exit(main())
